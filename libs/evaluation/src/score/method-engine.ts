import type { EvaluationMethod, TextEncoding } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import { ImfaScorer, type CaptionCandidate, type PictureCandidate } from '@unseen/imfa';
import { finalScores } from './final-scores.ts';
import { innerProducts, topPositions } from './first-stage.ts';

/** Final scores of one query over its whole gallery, by method. */
export type QueryScores = ReadonlyMap<EvaluationMethod, ArrayLike<number>>;

/**
 * Scores queries the way a search does: exact recall by inner product, then the best candidates again with the pack's
 * scorers, over the same quantized blocks. The rest of the gallery stays behind them in the order of recall.
 */
export class MethodEngine {
  readonly #scorer: ImfaScorer;
  readonly #methods: readonly EvaluationMethod[];
  readonly #candidates: number;

  /** @param candidates - candidates to re-score per query; Infinity for the whole gallery */
  constructor(encoder: Encoder, methods: readonly EvaluationMethod[], candidates: number) {
    const engine = { score: (request: Parameters<Encoder['score']>[0]) => encoder.score(request, 'bulk') };
    this.#scorer = new ImfaScorer(engine, encoder.pack.spaces);
    this.#methods = methods;
    this.#candidates = candidates;
  }

  /**
   * One text against all pictures.
   * @param vectors - N x D, those of the candidates end to end
   */
  textToPictures(
    text: TextEncoding,
    pictures: readonly PictureCandidate[],
    vectors: Float32Array,
  ): Promise<QueryScores> {
    return this.#score(innerProducts(text.global, vectors), (positions, method) =>
      this.#scorer.scoreImages(
        text,
        positions.map((position) => pictures[position]!),
        method,
      ),
    );
  }

  /**
   * One picture against all captions.
   * @param vectors - N x D, those of the candidates end to end
   */
  pictureToTexts(
    picture: PictureCandidate,
    captions: readonly CaptionCandidate[],
    vectors: Float32Array,
  ): Promise<QueryScores> {
    return this.#score(innerProducts(picture.imageGlobal, vectors), (positions, method) =>
      this.#scorer.scoreTexts(
        picture,
        positions.map((position) => captions[position]!),
        method,
      ),
    );
  }

  async #score(
    first: Float32Array,
    rescore: (positions: readonly number[], method: 'imfa' | 'self') => Promise<{ scores: Float32Array }>,
  ): Promise<QueryScores> {
    const positions = topPositions(first, Math.min(this.#candidates, first.length));
    const scores = new Map<EvaluationMethod, ArrayLike<number>>();
    for (const method of this.#methods) {
      if (method === 'inn') scores.set(method, first);
      else scores.set(method, finalScores(first, positions, (await rescore(positions, method)).scores));
    }
    return scores;
  }
}
