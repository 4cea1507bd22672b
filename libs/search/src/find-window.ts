import type { ImfaScorer, MatchScale } from '@unseen/imfa';
import type { ReadPoint, VectorStore } from '@unseen/domain';
import { findMembers, wishOf } from './classes/members.ts';
import { weighNamed } from './classes/weigh-named.ts';
import type { EvidencedMatches } from './cut/match-evidence.ts';
import { matchesOf } from './cut/matches-of.ts';
import { hasUnwanted, type EmbeddedQuery } from './embed/embedded-query.ts';
import { hitEvidence } from './explain/hit-evidence.ts';
import { reciprocalRank, standardScore } from './fuse/contributions.ts';
import { firstOrder } from './fuse/first-order.ts';
import type { RankedList } from './fuse/ranked-list.ts';
import { vetoOf } from './fuse/veto.ts';
import type { Window } from './page/window.ts';
import type { CheckedRequest } from './query/check-request.ts';
import { SEARCH_LIMITS } from './query/search-request.ts';
import { planLists } from './recall/plan-lists.ts';
import { recallLists } from './recall/recall-lists.ts';
import type { ListKey, QueryPart } from './recall/list-key.ts';
import type { RescorePace } from './rescore/pace.ts';
import type { RescorableList } from './rescore/rescore-lists.ts';
import { rescoreWindow } from './rescore/rescore-window.ts';
import { withRest } from './rescore/with-rest.ts';
import type { StageClock } from './stage-clock.ts';

/** What finding a window needs. */
export interface WindowParts {
  readonly store: VectorStore;
  readonly scorer: ImfaScorer;
  readonly scale: MatchScale;
  readonly deadlineMs: number;
  readonly pace: RescorePace;
  readonly reciprocalRankK?: number;
  readonly listWeights: Readonly<Partial<Record<ListKey, number>>>;
  /** Aborted when the caller leaves. */
  readonly signal?: AbortSignal;
}

/** A window, and what was read on the way to it. */
export interface FoundWindow {
  readonly window: Window;
  /** Points whose vectors were read, by id; not always all of the window. */
  readonly points: ReadonlyMap<string, ReadPoint>;
  /** Whether every item that satisfies the filter was looked at. */
  readonly covered: boolean;
  /** Whether items that satisfy the filter may have been left out: cut, vetoed, or of other classes. */
  readonly narrowed: boolean;
}

/**
 * The way of a query from vectors to its window: recall, fuse, re-score, cut.
 * @throws AppError `vector_store_unavailable`
 */
export async function findWindow(
  request: CheckedRequest,
  query: EmbeddedQuery,
  parts: WindowParts,
  clock: StageClock,
): Promise<FoundWindow> {
  const { space, lens } = request;
  const sizes = sizesOf(request);
  const perList = lens?.only ? sizes.lookAt : request.candidates * (hasUnwanted(query) ? LOOK_AT : 1);
  const contributions = request.fusion === 'rrf' ? reciprocalRank(parts.reciprocalRankK) : standardScore;
  const recalled = await clock.measure('recall', () => recallFor(request, query, parts, perList));
  const directions = lens?.only?.directions(wishOf(query)) ?? lens?.evidence?.directions ?? [];
  // Where classes are only named, members come on top of what the lists find, and each is judged by every class.
  const most = request.candidates * (lens?.only === undefined ? 1 : LOOK_AT);
  const members =
    directions.length === 0
      ? []
      : await clock.measure('recall', () =>
          findMembers(parts.store, space, query, directions, most, request.filter),
        );
  const first = await clock.measure('fuse', async () =>
    firstOrder(
      parts.store,
      space,
      query,
      recalled,
      contributions,
      sizes,
      { lens, members },
      await vetoOf(query, request.target, parts.scale),
    ),
  );
  // How surely hits match has nothing to do with their order: it is found out while a worker scores them.
  let judging: Promise<EvidencedMatches> | undefined;
  const judge = (points: ReadonlyMap<string, ReadPoint>, keys: readonly RescorableList[]) => {
    const known = new Map([...first.points, ...points]);
    const withRegions = new Set(keys.includes('text-image') ? points.keys() : []);
    const ids = first.window.map((hit) => hit.id);
    judging = matchesOf(request, query, recalled, { ids, known, withRegions }, parts);
    return judging;
  };
  const result = await clock.measure(
    'rescore',
    () =>
      rescoreWindow(
        {
          space,
          query,
          method: request.rescore,
          ids: first.window.slice(0, request.candidates).map((hit) => hit.id),
          known: first.points,
          lists: recalled,
          contributions,
          // Where it fails, whoever awaits it below is told.
          meanwhile: (points, keys) => void judge(points, keys).catch(() => undefined),
        },
        parts,
      ),
    (outcome) => (outcome.kind === 'skipped' ? { skipped: outcome.reason, error: outcome.error } : {}),
  );
  const points = result.kind === 'rescored' ? new Map([...first.points, ...result.points]) : first.points;
  // The first order is weighed already.
  const { order, namedWeight } =
    result.kind === 'rescored'
      ? withRest(weighNamed(result.order, lens, query, points, contributions), first.window)
      : { order: first.window, namedWeight: first.namedWeight };
  const { matches, evidenceOf } = await clock.measure('cut', () => judging ?? judge(new Map(), []));
  const least = leastMatch(request, query, parts.scale);
  const matching = order.filter(({ id }) => matches.get(id)! >= least);
  const hits = matching.slice(0, SEARCH_LIMITS.candidates);
  const evidence = request.explain
    ? hitEvidence(
        {
          query,
          recalled,
          fused: first.window,
          rescored: result.kind === 'rescored' ? result.rescored : [],
          points,
        },
        hits,
      )
    : undefined;
  const window: Window = {
    entries: hits.map((hit, index) => ({
      pointId: hit.id,
      score: Math.fround(hit.score),
      match: matches.get(hit.id)!,
      ...(request.words && { by: evidenceOf(hit.id) }),
      ...(evidence && { evidence: evidence[index]! }),
    })),
    offset: 0,
    cut: order.length - matching.length,
    vetoed: first.vetoed,
    ...(namedWeight !== undefined && { namedWeight: Math.fround(namedWeight) }),
    ...(result.kind === 'skipped' ? { skipped: result.reason } : { rescored: result.order.length }),
  };
  return {
    window,
    points,
    covered: lens?.only
      ? coversAll(recalled, sizes.lookAt) && matching.length === hits.length
      : order.length < request.candidates &&
        recalled.every((list) => list.entries.length < Math.min(perList, request.candidates)),
    narrowed: least > 0 || hasUnwanted(query) || lens?.only !== undefined,
  };
}

/** Candidates looked at, as a multiple of the window: some may be vetoed, and each list brings its own. */
const LOOK_AT = 2;

/** In classes asked for, everything that matches is an answer, not only what is among the best of all. */
function sizesOf({ lens, candidates }: CheckedRequest): { readonly window: number; readonly lookAt: number } {
  return lens?.only
    ? { window: Infinity, lookAt: SEARCH_LIMITS.inClasses }
    : { window: candidates, lookAt: LOOK_AT * candidates };
}

/**
 * The lists of a query.
 * @param limit - entries per list
 * @throws AppError `vector_store_unavailable`
 */
export function recallFor(
  request: CheckedRequest,
  query: EmbeddedQuery,
  { store, listWeights }: Pick<WindowParts, 'store' | 'listWeights'>,
  limit: number,
): Promise<RankedList<ListKey>[]> {
  const { space, target, weights, words, inPictures, filter } = request;
  const shape = {
    parts: new Set(Object.keys(query.vectors) as QueryPart[]),
    fromItem: query.fromItem,
    words: words?.kind,
    written: inPictures.reduce((most, { share }) => Math.max(most, share), 0),
    textShare: query.textShare,
  };
  return recallLists(store, {
    space,
    lists: planLists(shape, target, listWeights, weights),
    vectors: query.vectors,
    words,
    inPictures,
    limit,
    filter,
    itself: query.itself,
  });
}

/** Whether lists hold every item that satisfies the filter, when so many are looked at. */
export function coversAll(lists: readonly RankedList<ListKey>[], lookAt: number): boolean {
  const ids = new Set(lists.flatMap(({ entries }) => entries.map(({ id }) => id)));
  return ids.size <= lookAt && lists.every(({ entries }) => entries.length < lookAt);
}

/**
 * The match from which on hits are kept. Only a query of a text alone is cut by itself: with a picture in it, what is asked for is what is
 * most like it, however little that is.
 */
export function leastMatch(
  { cutoff, minMatch }: CheckedRequest,
  { vectors, fromItem }: EmbeddedQuery,
  scale: MatchScale,
): number {
  if (minMatch !== undefined) return minMatch;
  return cutoff === 'auto' && !vectors.image && !fromItem ? scale.line : 0;
}
