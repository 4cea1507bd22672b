import type { ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/domain';
import type { MatchScale } from '@unseen/imfa';
import type { NamedEvidence } from '../classes/class-lens.ts';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import { MATCH_STEPS } from '../page/window.ts';
import type { SearchTarget } from '../query/search-request.ts';
import { matchesOfNamed } from './matches-of-named.ts';
import { queryMatch } from './query-match.ts';

/** Hits to be judged. */
export interface Judged {
  readonly space: VectorSpaceKey;
  readonly query: EmbeddedQuery;
  /** The query's text as it was asked. */
  readonly text?: string;
  readonly target: SearchTarget;
  /** What the classes say that the text names. */
  readonly named?: NamedEvidence;
  readonly ids: readonly string[];
  /** Points that were read already, with the sides that the search compares. */
  readonly known: ReadonlyMap<string, ReadPoint>;
  /** Of these, those that were read with their regions. */
  readonly withRegions: ReadonlySet<string>;
}

/**
 * How surely each hit is what was asked for, by point id: from the item alone, whatever else the collection holds and whether or not it
 * was re-scored.
 * @throws AppError `vector_store_unavailable`, `encoder_failed`
 */
export async function judgeHits(
  { space, query, text = '', target, named, ids, known, withRegions }: Judged,
  store: VectorStore,
  scale: MatchScale,
): Promise<ReadonlyMap<string, number>> {
  // A text looks at regions, a picture or an item does not.
  const regions = query.text !== undefined && !query.fromItem && target !== 'caption';
  const missing = ids.filter((id) => (regions ? !withRegions.has(id) : !known.has(id)));
  const [match, read] = await Promise.all([
    queryMatch(query, text, scale),
    missing.length === 0 ? [] : store.read(space, missing, { vectors: ['image', 'caption'], regions }),
  ]);
  const points = new Map(read.map((point) => [point.id, point]));
  const pointOf = (id: string) => points.get(id) ?? known.get(id);
  const judged = new Map(
    ids.map((id) => {
      const point = pointOf(id);
      const { image, caption } = point?.vectors ?? {};
      const evidence = {
        ...(target !== 'caption' && { image, regions: point?.regions }),
        ...(target !== 'image' && { caption }),
      };
      return [id, Math.round(match.of(evidence) * MATCH_STEPS) / MATCH_STEPS];
    }),
  );
  return matchesOfNamed(judged, named, (id) => pointOf(id)?.vectors, scale.line);
}
