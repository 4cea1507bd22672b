import { captionFit } from './mismatch.ts';
import { pointId, type VectorSpaceKey } from '@unseen/domain';
import { MatchScale } from '@unseen/imfa';
import type { ClassParts } from '../class-parts.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';

/** A picture that its caption matches less than others theirs. */
export interface Mismatch {
  readonly id: string;
  readonly caption: string;
  /** How surely the caption is true of the picture, as the match of a search for it is. */
  readonly match: number;
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
/** Pairs whose captions are encoded for each that is listed: encoding those of a whole collection would take minutes. */
const LOOKED_AT = 4;

/**
 * Ranks the pairs of picture and caption that match least. Which come into question is told by stored vectors, each pair against the captions of a random sample of
 * other items, so that a hub of a picture, near every text, gains nothing by it; of those the captions are encoded, and judged as a search for them would be.
 * @param limit - pairs to list
 * @throws AppError `vector_store_unavailable`, `encoder_failed`
 */
export async function mismatches(
  parts: ClassParts,
  catalogues: LiveCatalogues,
  space: VectorSpaceKey,
  limit: number,
): Promise<Mismatches> {
  const { store } = parts;
  const { background } = await catalogues.of(space);
  const others = background.sample.flatMap(({ caption }) => caption ?? []);
  const pairs: Omit<Mismatch, 'match'>[] = [];
  let looked = 0;
  if (others.length < 2) return { looked, pairs: [] };
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
    pairs.length = Math.min(pairs.length, LOOKED_AT * limit);
  }
  return { looked, pairs: (await withMatches(parts, space, pairs)).slice(0, limit) };
}

/** The pairs with the match of picture and caption, the least first. */
async function withMatches(
  { store, encoder }: ClassParts,
  space: VectorSpaceKey,
  pairs: readonly Omit<Mismatch, 'match'>[],
): Promise<Mismatch[]> {
  const scale = new MatchScale(encoder.pack.manifest.match, (text) => encoder.encodeText(text, 'bulk'));
  const found: Mismatch[] = [];
  for (let start = 0; start < pairs.length; start += PAGE) {
    const some = new Map(pairs.slice(start, start + PAGE).map((pair) => [pointId(space, pair.id), pair]));
    const points = await store.read(space, [...some.keys()], { vectors: ['image'], regions: true });
    found.push(
      ...(await Promise.all(
        points.map(async ({ id, vectors: { image }, regions }) => {
          const pair = some.get(id)!;
          const match = await scale.of(await encoder.encodeText(pair.caption, 'bulk'), pair.caption);
          return { ...pair, match: match.of({ image, regions }) };
        }),
      )),
    );
  }
  return found.sort((a, b) => a.match - b.match || a.deviation - b.deviation);
}
