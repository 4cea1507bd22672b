import type { ImfaScorer, MatchScale } from '@unseen/imfa';
import type { ReadPoint, VectorStore } from '@unseen/domain';
import { findMembers, wishOf } from './classes/members.ts';
import { weighNamed } from './classes/weigh-named.ts';
import { judgeHits } from './cut/judge-hits.ts';
import { hasUnwanted, type EmbeddedQuery } from './embed/embedded-query.ts';
import { hitEvidence } from './explain/hit-evidence.ts';
import { reciprocalRank, standardScore } from './fuse/contributions.ts';
import { firstOrder, LOOK_AT } from './fuse/first-order.ts';
import { vetoOf } from './fuse/veto.ts';
import type { Window } from './page/window.ts';
import type { CheckedRequest } from './query/check-request.ts';
import { planLists } from './recall/plan-lists.ts';
import { recallLists } from './recall/recall-lists.ts';
import type { ListKey, QueryPart } from './recall/list-key.ts';
import { rescoreWindow } from './rescore/rescore-window.ts';
import type { StageClock } from './stage-clock.ts';
import { withWordMatches } from './words/word-match.ts';

/** What finding a window needs. */
export interface WindowParts {
  readonly store: VectorStore;
  readonly scorer: ImfaScorer;
  readonly scale: MatchScale;
  readonly deadlineMs: number;
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
  const perList = request.candidates * (hasUnwanted(query) ? LOOK_AT : 1);
  const contributions = request.fusion === 'rrf' ? reciprocalRank(parts.reciprocalRankK) : standardScore;
  const recalled = await clock.measure('recall', () =>
    recallLists(parts.store, {
      space,
      lists: planLists(
        {
          parts: new Set(Object.keys(query.vectors) as QueryPart[]),
          fromItem: query.fromItem,
          words: request.words?.kind,
          textShare: query.textShare,
        },
        request.target,
        parts.listWeights,
        request.weights,
      ),
      vectors: query.vectors,
      words: request.words,
      limit: perList,
      filter: request.filter,
      itself: query.itself,
    }),
  );
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
      request.candidates,
      { lens, members },
      await vetoOf(query, request.target, parts.scale),
    ),
  );
  const result = await clock.measure(
    'rescore',
    () =>
      rescoreWindow(
        {
          space,
          query,
          method: request.rescore,
          ids: first.window.map((hit) => hit.id),
          known: first.points,
          lists: recalled,
          contributions,
        },
        parts,
      ),
    (outcome) => (outcome.kind === 'skipped' ? { skipped: outcome.reason, error: outcome.error } : {}),
  );
  const points = result.kind === 'rescored' ? result.points : first.points;
  // The first order is weighed already.
  const { order, namedWeight } =
    result.kind === 'rescored'
      ? weighNamed(result.order, lens, query, points, contributions)
      : { order: first.window, namedWeight: first.namedWeight };
  const matches = await clock.measure('cut', async () => {
    const judged = await judgeHits(
      {
        space,
        query,
        text: request.text,
        target: request.target,
        ids: order.map((hit) => hit.id),
        known: points,
        withRegions: result.kind === 'rescored' && result.rescored.some(({ key }) => key === 'text-image'),
      },
      parts.store,
      parts.scale,
    );
    return withWordMatches(judged, recalled, request, parts.store);
  });
  const least = leastMatch(request, query, parts.scale);
  const hits = order.filter(({ id }) => matches.get(id)! >= least);
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
      ...(evidence && { evidence: evidence[index]! }),
    })),
    offset: 0,
    cut: order.length - hits.length,
    vetoed: first.vetoed,
    ...(namedWeight !== undefined && { namedWeight: Math.fround(namedWeight) }),
    ...(result.kind === 'skipped' && { skipped: result.reason }),
  };
  return {
    window,
    points,
    covered:
      order.length < request.candidates &&
      recalled.every((list) => list.entries.length < Math.min(perList, request.candidates)),
    narrowed: least > 0 || hasUnwanted(query) || lens?.only !== undefined,
  };
}

/**
 * The match from which on hits are kept. Only a query of a text alone is cut by itself: with a picture in it, what is asked for is what is
 * most like it, however little that is.
 */
function leastMatch(
  { cutoff, minMatch }: CheckedRequest,
  { vectors, fromItem }: EmbeddedQuery,
  scale: MatchScale,
): number {
  if (minMatch !== undefined) return minMatch;
  return cutoff === 'auto' && !vectors.image && !fromItem ? scale.line : 0;
}
