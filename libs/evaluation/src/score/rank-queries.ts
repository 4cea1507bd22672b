import type { EvaluationMethod } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import { quantizeTokens, type CaptionCandidate } from '@unseen/imfa';
import { joinVectors, type CaptionShelf, type Gallery } from '../gallery/gallery.ts';
import { standing, type Standing } from '../metrics/standing.ts';
import pMap from 'p-map';
import { topPositions } from './first-stage.ts';
import type { MethodEngine, QueryScores } from './method-engine.ts';

/** Hits kept of each query, to show them. */
const SHOWN_HITS = 5;
/** Queries under way: enough to fill the batches of the text encoder and to keep every worker busy. */
const AT_ONCE = { concurrency: 64 };

/** One query by one method. */
export interface RankedQuery extends Standing {
  /** Positions of the first hits, best first. */
  readonly top: readonly number[];
}

/** Every query of one direction, by method. */
export type Rankings = ReadonlyMap<EvaluationMethod, readonly RankedQuery[]>;

/**
 * Encodes every caption, ranks the pictures for it, and keeps it as the store would: one pass, so that the float tokens of
 * a large set never lie in memory together.
 * @param done - called after each caption
 */
export async function rankPictures(
  gallery: Gallery,
  encoder: Encoder,
  engine: MethodEngine,
  done: () => void,
): Promise<{ shelf: CaptionShelf; rankings: Rankings }> {
  const captions = gallery.pictures.flatMap((picture, owner) =>
    picture.captions.map((text) => ({ text, owner })),
  );
  const ranked = await pMap(
    captions,
    async ({ text, owner }) => {
      const encoding = await encoder.encodeText(text, 'bulk');
      const scores = await engine.textToPictures(encoding, gallery.candidates, gallery.vectors);
      const candidate: CaptionCandidate = { textGlobal: encoding.global, tokens: quantizeTokens(encoding) };
      done();
      return { candidate, byMethod: rank(scores, [owner]) };
    },
    AT_ONCE,
  );
  const byPicture = gallery.pictures.map((): number[] => []);
  captions.forEach(({ owner }, position) => byPicture[owner]!.push(position));
  return {
    shelf: {
      candidates: ranked.map(({ candidate }) => candidate),
      vectors: joinVectors(ranked.map(({ candidate }) => candidate.textGlobal)),
      texts: captions.map(({ text }) => text),
      owners: captions.map(({ owner }) => owner),
      byPicture,
    },
    rankings: collect(ranked.map(({ byMethod }) => byMethod)),
  };
}

/** Ranks the captions for every picture. @param done - called after each picture */
export async function rankCaptions(
  gallery: Gallery,
  shelf: CaptionShelf,
  engine: MethodEngine,
  done: () => void,
): Promise<Rankings> {
  const ranked = await pMap(
    gallery.candidates,
    async (picture, position) => {
      const scores = await engine.pictureToTexts(picture, shelf.candidates, shelf.vectors);
      done();
      return rank(scores, shelf.byPicture[position]!);
    },
    AT_ONCE,
  );
  return collect(ranked);
}

function rank(scores: QueryScores, relevant: readonly number[]): Map<EvaluationMethod, RankedQuery> {
  return new Map(
    [...scores].map(([method, values]) => [
      method,
      { ...standing(values, relevant), top: topPositions(values, SHOWN_HITS) },
    ]),
  );
}

function collect(queries: readonly ReadonlyMap<EvaluationMethod, RankedQuery>[]): Rankings {
  const methods = [...(queries[0]?.keys() ?? [])];
  return new Map(methods.map((method) => [method, queries.map((query) => query.get(method)!)]));
}
