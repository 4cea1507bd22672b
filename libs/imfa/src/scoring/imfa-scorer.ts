import type { EncodingSpaces, ScoreRequest, ScoreResult, TextEncoding } from '@unseen/domain';
import { readTokens } from '../block/tokens.ts';
import { attentionGrid, type AttentionGrid } from './attention-grid.ts';
import { packPictures, type PictureCandidate } from './pack-pictures.ts';
import { packTexts } from './pack-texts.ts';

/** Runs the scorers of a model pack; the encoder is one. */
export interface ScoringEngine {
  score(request: ScoreRequest): Promise<ScoreResult>;
}

/** A stored caption to score: its global vector (D floats) and its token block. */
export interface CaptionCandidate {
  readonly textGlobal: Float32Array;
  readonly tokens: Uint8Array;
}

/** Scores of a list of pictures, and where the text looked in each when that was asked for. */
export interface ImageScores {
  /** One per candidate, in their order; higher is better. */
  readonly scores: Float32Array;
  readonly attention?: AttentionGrid[];
}

/**
 * Re-scores recalled candidates with the text's words attending to the picture's regions.
 *
 * IMFA after Chakraborty, Wang and Wang, "Inter-Modality Fusion Based Attention for Zero-Shot Cross-Modal Retrieval"
 * (ICIP 2021, doi 10.1109/ICIP42928.2021.9506182). The formula itself is a graph of the model pack; this class brings
 * stored blocks into the shape the graph reads, and its attention into a grid a person can look at.
 */
export class ImfaScorer {
  readonly #engine: ScoringEngine;
  readonly #spaces: EncodingSpaces;

  /** @param spaces - the dimensions of the pack the engine runs; every candidate must have them */
  constructor(engine: ScoringEngine, spaces: EncodingSpaces) {
    this.#engine = engine;
    this.#spaces = spaces;
  }

  /**
   * One text against many pictures.
   * @throws AppError `internal` when a candidate's layout is not the pack's or its block is malformed
   */
  async scoreImages(
    text: TextEncoding,
    candidates: readonly PictureCandidate[],
    method: ScoreRequest['scorer'],
    wantAttention = false,
  ): Promise<ImageScores> {
    if (candidates.length === 0)
      return { scores: new Float32Array(0), ...(wantAttention && { attention: [] }) };
    const { scores, attention } = await this.#engine.score({
      scorer: method,
      ...packTexts([text], this.#spaces),
      ...packPictures(candidates, this.#spaces),
      wantAttention,
    });
    if (!wantAttention || !attention) return { scores };
    const { grid } = this.#spaces;
    const size = text.weights.length * grid[0] * grid[1];
    const grids = candidates.map((_, i) =>
      attentionGrid(attention.subarray(i * size, (i + 1) * size), text, grid),
    );
    return { scores, attention: grids };
  }

  /**
   * One picture against many stored captions.
   * @throws AppError `internal` when a candidate's layout is not the pack's or its block is malformed
   */
  async scoreTexts(
    picture: PictureCandidate,
    candidates: readonly CaptionCandidate[],
    method: ScoreRequest['scorer'],
  ): Promise<{ scores: Float32Array }> {
    if (candidates.length === 0) return { scores: new Float32Array(0) };
    const texts = candidates.map(({ textGlobal, tokens }) => ({ global: textGlobal, ...readTokens(tokens) }));
    const { scores } = await this.#engine.score({
      scorer: method,
      ...packTexts(texts, this.#spaces),
      ...packPictures([picture], this.#spaces),
      wantAttention: false,
    });
    return { scores };
  }
}
