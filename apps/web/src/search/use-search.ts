import type { Hit, SearchResult } from '@unseen/client';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isDeleted, useDeletions } from '../manage/deletions.ts';
import { isAbort, unseen } from '../platform/client.ts';
import { isSearch, type Query, toSearch, writeQuery } from './query.ts';
import { Recent } from './recent.ts';
import { takeTurn, type UnderWay } from './take-turn.ts';

/** Hits on a page. */
export const PAGE = 40;

/** A search as far as it is there. The answer of the search before stays until the new one has come. */
export interface Results {
  /** Names the query the hits belong to. */
  readonly key?: string;
  readonly pages: readonly SearchResult[];
  readonly hits: readonly Hit[];
  readonly loading: boolean;
  readonly error?: unknown;
  readonly retry: () => void;
  /** Fetches the next page; absent on the last one. */
  readonly more?: () => void;
}

const kept = new Recent<readonly SearchResult[]>(40);
const pictureNumbers = new WeakMap<Blob, number>();
let pictures = 0;

/** Names a query with its picture; equal queries have equal names. */
export function keyOf(query: Query, picture?: Blob): string {
  if (picture !== undefined && !pictureNumbers.has(picture)) pictureNumbers.set(picture, ++pictures);
  return `${picture === undefined ? '' : pictureNumbers.get(picture)}|${writeQuery(query).toString()}`;
}

/** The hits of a query that has been answered before in this tab. */
export function keptHits(key: string): readonly Hit[] | undefined {
  return kept.get(key)?.flatMap((page) => page.hits);
}

/** The first page of a query that has been answered before in this tab. */
export function keptPage(key: string): SearchResult | undefined {
  return kept.get(key)?.[0];
}

/** Forgets all answers: items have changed. */
export function forgetAnswers(): void {
  kept.clear();
}

/** Keeps the answer to a query. */
export function keep(key: string, pages: readonly SearchResult[]): void {
  kept.set(key, pages);
}

/** Searches as the query changes. */
export function useSearch(query: Query, picture?: Blob): Results {
  const key = isSearch(query, picture) ? keyOf(query, picture) : undefined;
  const [state, setState] = useState<{
    key?: string;
    pages: readonly SearchResult[];
    error?: unknown;
    loading: boolean;
  }>(() => ({ key, pages: (key !== undefined && kept.get(key)) || [], loading: key !== undefined }));
  const [turn, setTurn] = useState(0);
  const shown = useRef<string | undefined>(undefined);
  const underWay = useRef<UnderWay>(undefined);
  const deletions = useDeletions();
  const retry = useCallback(() => setTurn((before) => before + 1), []);

  // Not an effect that waits for the page to be painted: the search leaves a frame earlier.
  useLayoutEffect(() => {
    shown.current = key;
    if (key === undefined) return setState({ pages: [], loading: false });
    const known = kept.get(key);
    if (known !== undefined) return setState({ key, pages: known, loading: false });
    setState((last) => ({ ...last, error: undefined, loading: true }));
    let left = false;
    void takeTurn(
      underWay,
      () => left,
      async (signal) => {
        try {
          const page = await unseen.search({ ...toSearch(query, picture), limit: PAGE }, { signal });
          keep(key, [page]);
          if (!left) setState({ key, pages: [page], loading: false });
        } catch (error) {
          // The hits of the search before stand: nobody loses them by one lost request.
          if (!left && !isAbort(error)) setState((last) => ({ ...last, error, loading: false }));
        }
      },
    );
    return () => {
      left = true;
    };
  }, [key, turn]);
  useEffect(() => () => underWay.current?.abort.abort(), []);

  const cursor = state.pages.at(-1)?.nextCursor;
  const more = () => {
    if (key === undefined || !cursor || state.loading) return;
    setState((last) => ({ ...last, loading: true }));
    unseen.search({ ...toSearch(query, picture), limit: PAGE, cursor }).then(
      (page) => {
        const pages = [...state.pages, page];
        keep(key, pages);
        if (shown.current === key) setState({ key, pages, loading: false });
      },
      (error: unknown) => shown.current === key && setState((last) => ({ ...last, error, loading: false })),
    );
  };
  const hits = useMemo(
    () => state.pages.flatMap((page) => page.hits.filter(({ id }) => !isDeleted(query.collection, id))),
    [state.pages, query.collection, deletions.turn],
  );
  return {
    ...state,
    // Also while the next search waits for the typing to pause.
    loading: state.loading || (key !== undefined && state.key !== key && state.error === undefined),
    hits,
    retry,
    more: cursor && state.key === key ? more : undefined,
  };
}
