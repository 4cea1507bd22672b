import { captionFit } from './mismatch.ts';
import type { VectorSpaceKey } from '@unseen/domain';
import type { ClassParts } from '../class-parts.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';

/** A picture whose caption fits it worse than captions of other items do. */
export interface Mismatch {
  readonly id: string;
  readonly caption: string;
  /** How far the caption stands out from other captions for this picture, in standard deviations; low is bad. */
  readonly deviation: number;
  /** Share of other captions that fit better. */
  readonly betterShare: number;
}

/** The worst pairs of a collection. */
export interface Mismatches {
  /** Pairs that were looked at. */
  readonly looked: number;
  readonly pairs: readonly Mismatch[];
}

/** Items looked at, at most. */
const MOST_ITEMS = 5_000;
const PAGE = 500;

/**
 * Ranks the pairs of picture and caption that fit worst, each judged against the captions of a random sample of other items: a hub
 * of a picture, near every text, gains nothing by it.
 * @param limit - pairs to list
 */
export async function mismatches(
  { store }: ClassParts,
  catalogues: LiveCatalogues,
  space: VectorSpaceKey,
  limit: number,
): Promise<Mismatches> {
  const { background } = await catalogues.of(space);
  const others = background.sample.flatMap(({ caption }) => caption ?? []);
  const pairs: Mismatch[] = [];
  let looked = 0;
  if (others.length < 2) return { looked, pairs };
  for (let after: string | undefined, seen = 0; seen < MOST_ITEMS;) {
    const page = await store.page(space, PAGE, after);
    if (page.length === 0) break;
    after = page.at(-1)!.id;
    seen += page.length;
    const points = await store.read(
      space,
      page.map(({ id }) => id),
      { vectors: ['image', 'caption'], payload: true },
    );
    for (const { itemId, vectors, payload } of points) {
      const caption = payload?.captions[0];
      if (!vectors.image || !vectors.caption || caption === undefined) continue;
      looked += 1;
      pairs.push({ id: itemId, caption, ...captionFit(vectors.image, vectors.caption, others) });
    }
    pairs.sort((a, b) => a.deviation - b.deviation);
    pairs.length = Math.min(pairs.length, limit);
  }
  return { looked, pairs };
}
