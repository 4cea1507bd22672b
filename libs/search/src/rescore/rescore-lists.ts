import type { PointParts, ReadPoint } from '@unseen/domain';
import { innerProduct, type ImfaScorer } from '@unseen/imfa';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { ListKey } from '../recall/list-key.ts';

/** Lists attention can re-score: a text over pictures, and a picture over captions. */
export type RescorableList = Extract<ListKey, 'text-image' | 'image-caption'>;

/** Attention scores of one list, by point id. */
export interface RescoredList {
  readonly key: RescorableList;
  readonly scores: ReadonlyMap<string, number>;
  /** Per unwanted text of the query, in its order: the same scores for that text. */
  readonly unwanted: readonly ReadonlyMap<string, number>[];
}

/** Which of the given lists the query can re-score. */
export function rescorableLists(query: EmbeddedQuery, keys: readonly ListKey[]): RescorableList[] {
  return keys.filter(
    (key): key is RescorableList =>
      (key === 'text-image' && query.text !== undefined) ||
      (key === 'image-caption' && query.picture !== undefined),
  );
}

/** What re-scoring these lists reads of every candidate, besides the vectors. */
export function blocksFor(keys: readonly RescorableList[]): Pick<PointParts, 'regions' | 'tokens'> {
  return { regions: keys.includes('text-image'), tokens: keys.includes('image-caption') };
}

/**
 * Scores the candidates of each list again with attention. A candidate that has the vector but not the block counts with the
 * inner product alone, which is what attention adds to.
 * @param points - read with the vectors and {@link blocksFor}
 * @returns one entry per list that has any candidate with a block
 */
export async function rescoreLists(
  keys: readonly RescorableList[],
  query: EmbeddedQuery,
  points: readonly ReadPoint[],
  method: 'imfa' | 'self',
  scorer: ImfaScorer,
): Promise<RescoredList[]> {
  const lists = await Promise.all(
    keys.map((key) =>
      key === 'text-image'
        ? rescorePictures(query, points, method, scorer)
        : rescoreCaptions(query, points, method, scorer),
    ),
  );
  return lists.filter((list) => list !== undefined);
}

async function rescorePictures(
  query: EmbeddedQuery,
  points: readonly ReadPoint[],
  method: 'imfa' | 'self',
  scorer: ImfaScorer,
): Promise<RescoredList | undefined> {
  const pictures = points.flatMap((point) =>
    point.vectors.image && point.regions
      ? [{ id: point.id, imageGlobal: point.vectors.image, regions: point.regions }]
      : [],
  );
  if (pictures.length === 0) return undefined;
  const lowering = query.unwanted.filter(({ encoding }) => encoding.lines === undefined);
  const texts = [query.text!, ...lowering.map((entry) => entry.encoding)];
  const [scores, ...unwanted] = await Promise.all(
    texts.map(async (text) => {
      const scored = await scorer.scoreImages(text, pictures, method);
      return withFallback(points, 'image', text.global, pictures, scored.scores);
    }),
  );
  return { key: 'text-image', scores: scores!, unwanted };
}

async function rescoreCaptions(
  query: EmbeddedQuery,
  points: readonly ReadPoint[],
  method: 'imfa' | 'self',
  scorer: ImfaScorer,
): Promise<RescoredList | undefined> {
  const captions = points.flatMap((point) =>
    point.vectors.caption && point.tokens
      ? [{ id: point.id, textGlobal: point.vectors.caption, tokens: point.tokens }]
      : [],
  );
  if (captions.length === 0) return undefined;
  const { scores } = await scorer.scoreTexts(query.picture!, captions, method);
  const picture = query.picture!.imageGlobal;
  // A text that is not wanted is compared with captions as text with text: there is no picture to attend to.
  return {
    key: 'image-caption',
    scores: withFallback(points, 'caption', picture, captions, scores),
    unwanted: [],
  };
}

function withFallback(
  points: readonly ReadPoint[],
  modality: 'image' | 'caption',
  vector: Float32Array,
  scored: readonly { readonly id: string }[],
  scores: Float32Array,
): Map<string, number> {
  const byId = new Map(scored.map(({ id }, index) => [id, scores[index]!]));
  for (const point of points) {
    const stored = point.vectors[modality];
    if (stored && !byId.has(point.id)) byId.set(point.id, innerProduct(vector, stored));
  }
  return byId;
}
