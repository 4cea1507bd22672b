import type { ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/domain';
import type { ImfaScorer } from '@unseen/imfa';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { Contributions } from '../fuse/contributions.ts';
import { fuse } from '../fuse/fuse.ts';
import { rankedList, type Fused, type RankedList } from '../fuse/ranked-list.ts';
import { lowerEntries } from '../fuse/without-unwanted.ts';
import type { RescoreMethod } from '../query/search-request.ts';
import { listScores } from '../recall/exact-list.ts';
import { sidesOf, type ListKey } from '../recall/list-key.ts';
import { withDeadline } from './deadline.ts';
import type { RescorePace } from './pace.ts';
import {
  blocksFor,
  rescorableLists,
  rescoreLists,
  type RescorableList,
  type RescoredList,
} from './rescore-lists.ts';
import type { RescoreSkip } from './rescore-skip.ts';

/** What re-scoring works with. */
export interface RescoreParts {
  readonly store: VectorStore;
  readonly scorer: ImfaScorer;
  readonly deadlineMs: number;
  /** Shared by all searches: how many candidates there is time for. */
  readonly pace: RescorePace;
  /** Aborted when the caller leaves. */
  readonly signal?: AbortSignal;
}

/** What is to be re-scored. */
export interface RescoreInput {
  readonly space: VectorSpaceKey;
  readonly query: EmbeddedQuery;
  readonly method: RescoreMethod;
  /** Point ids in fused order; where there is no time for all of them, the first are re-scored. */
  readonly ids: readonly string[];
  /** Points whose vectors have been read already. */
  readonly known: ReadonlyMap<string, ReadPoint>;
  /** The lists that found something. */
  readonly lists: readonly RankedList<ListKey>[];
  readonly contributions: Contributions;
  /** Called with what was read of the candidates while attention scores them, to do what has no need of the scores. */
  readonly meanwhile?: (points: ReadonlyMap<string, ReadPoint>, keys: readonly RescorableList[]) => void;
}

/** The new order, or why there is none. */
export type RescoreResult =
  | {
      readonly kind: 'rescored';
      /** Of those that were re-scored. */
      readonly order: readonly Fused<ListKey>[];
      readonly rescored: readonly RescoredList[];
      readonly points: ReadonlyMap<string, ReadPoint>;
    }
  | { readonly kind: 'skipped'; readonly reason: RescoreSkip; readonly error?: unknown };

/**
 * Reads the blocks of the window, scores it with attention and fuses again: attention's list replaces the one it re-scores,
 * the other lists stay as they are. Where a search has only
 * that one list, the final order is attention's order exactly.
 * Throws nothing but the reason of the signal: a failure or a missed deadline is a reason to stay with the fused order.
 */
export async function rescoreWindow(input: RescoreInput, parts: RescoreParts): Promise<RescoreResult> {
  const { method } = input;
  const active = input.lists.map((list) => list.key);
  const keys = rescorableLists(input.query, active);
  if (method === 'none') return { kind: 'skipped', reason: 'not_requested' };
  if (input.ids.length === 0) return { kind: 'skipped', reason: 'no_candidates' };
  if (keys.length === 0) return { kind: 'skipped', reason: 'not_applicable' };
  const { pace, deadlineMs } = parts;
  const ids = input.ids.slice(0, pace.fit(input.ids.length, deadlineMs));
  const started = performance.now();
  const outcome = await withDeadline(deadlineMs, async (late): Promise<RescoreResult> => {
    const points = await readCandidates({ ...input, ids }, parts.store, active, keys);
    if (late.aborted || parts.signal?.aborted) return { kind: 'skipped', reason: 'deadline' };
    const scoring = rescoreLists(keys, input.query, points, method, parts.scorer);
    const byId = new Map(points.map((point) => [point.id, point]));
    input.meanwhile?.(byId, keys);
    const rescored = await scoring;
    if (rescored.length === 0) return { kind: 'skipped', reason: 'not_applicable' };
    return { kind: 'rescored', order: fuseAgain(input, points, byId, rescored), rescored, points: byId };
  });
  parts.signal?.throwIfAborted();
  if (outcome.kind !== 'failed') {
    pace.learn(ids.length, performance.now() - started, outcome.kind === 'late');
  }
  if (outcome.kind === 'done') return outcome.value;
  if (outcome.kind === 'late') return { kind: 'skipped', reason: 'deadline' };
  return { kind: 'skipped', reason: 'failed', error: outcome.error };
}

/** The candidates with their vectors and blocks, in fused order; vectors that are known are not read again. */
async function readCandidates(
  { space, ids, known }: RescoreInput,
  store: VectorStore,
  active: readonly ListKey[],
  keys: readonly RescorableList[],
): Promise<ReadPoint[]> {
  const allKnown = ids.every((id) => known.has(id));
  const points = await store.read(space, ids, {
    ...(!allKnown && { vectors: sidesOf(active) }),
    ...blocksFor(keys),
  });
  return allKnown ? points.map((point) => ({ ...point, vectors: known.get(point.id)!.vectors })) : points;
}

function fuseAgain(
  { query, lists, contributions }: RescoreInput,
  points: readonly ReadPoint[],
  byId: ReadonlyMap<string, ReadPoint>,
  rescored: readonly RescoredList[],
): Fused<ListKey>[] {
  const final = lists.map((list) => {
    const { key, weight } = list;
    const attention = rescored.find((list) => list.key === key);
    const entries = listScores(list, query.vectors, points).map(({ id, score }) => ({
      id,
      score: attention?.scores.get(id) ?? score,
    }));
    return rankedList(key, weight, lowerEntries(key, entries, query, byId, attention?.unwanted));
  });
  return fuse(final, contributions);
}
