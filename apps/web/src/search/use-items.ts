import type { Item } from '@unseen/client';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { isDeleted, useDeletions } from '../manage/deletions.ts';
import { isAbort, unseen } from '../platform/client.ts';
import { cameBack } from '../router/place.ts';

const PAGE = 60;

interface Kept {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

// Shown again to whoever goes back, and to nobody else: meanwhile there may be more.
const kept = new Map<string, Kept>();

/** Forgets what was shown: items have changed. */
export function forgetItems(): void {
  kept.clear();
}

/** The items of a collection as far as they have been fetched. */
export interface Items {
  readonly items: readonly Item[];
  readonly loading: boolean;
  readonly error?: unknown;
  /** Fetches the next page; absent on the last one. */
  readonly more?: () => void;
  readonly reload: () => void;
}

/** Pages through a collection. @param wanted - whether anyone looks at it now */
export function useItems(collection: string, wanted: boolean): Items {
  const [state, setState] = useState<{
    items: readonly Item[];
    cursor?: string;
    error?: unknown;
    loading: boolean;
  }>(() => ({
    ...stillKept(collection),
    loading: stillKept(collection) === undefined,
    items: stillKept(collection)?.items ?? [],
  }));
  const [turn, setTurn] = useState(0);
  const deletions = useDeletions();
  const fetchPage = (before: readonly Item[], cursor?: string, signal?: AbortSignal) => {
    setState((last) => ({ ...last, items: before, loading: true, error: undefined }));
    unseen.listItems({ collection, limit: PAGE, cursor }, { signal }).then(
      (page) => {
        if (signal?.aborted === true) return;
        const next = { items: [...before, ...page.items], cursor: page.nextCursor ?? undefined };
        kept.set(collection, next);
        setState({ ...next, loading: false });
      },
      (error: unknown) => {
        if (!isAbort(error) && signal?.aborted !== true) setState({ items: before, error, loading: false });
      },
    );
  };
  useEffect(() => {
    if (!wanted) return;
    const known = stillKept(collection);
    if (known !== undefined) return setState({ items: known.items, cursor: known.cursor, loading: false });
    const abort = new AbortController();
    fetchPage([], undefined, abort.signal);
    return () => abort.abort();
  }, [collection, wanted, turn]);
  const { cursor, items } = state;
  const shown = useMemo(
    () => items.filter(({ id }) => !isDeleted(collection, id)),
    [items, collection, deletions.turn],
  );
  return {
    ...state,
    items: shown,
    more: cursor === undefined ? undefined : () => fetchPage(items, cursor),
    reload: () => setTurn((before) => before + 1),
  };
}

function stillKept(collection: string): Kept | undefined {
  return cameBack() ? kept.get(collection) : undefined;
}
