import type { Item } from '@unseen/client';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { hidesAny, isDeleted, useDeletions } from '../manage/deletions.ts';
import { isAbort, unseen } from '../platform/client.ts';
import { cameBack } from '../router/place.ts';
import { listFilter, type Query } from './query.ts';
import { Recent } from './recent.ts';

/** Few at first, so that they are there at once; then many, so that a hundred thousand are soon. */
const FIRST_PAGE = 60;
const PAGE = 240;
/** Lists that are kept for whoever goes back: each may hold a hundred thousand items. */
const KEPT = 4;
const NO_METADATA: ShownItem['metadata'] = {};

/** What a list needs to know of an item: of a hundred thousand, nothing else is kept. */
export interface ShownItem {
  readonly id: string;
  readonly caption?: string;
  readonly metadata: { readonly file?: string };
  readonly image?: { readonly width: number; readonly height: number };
  /** When it was, by the field the list is sorted by; else when it was added. */
  readonly when: string;
}

interface Kept {
  readonly items: readonly ShownItem[];
  readonly cursor?: string;
}

// Shown again to whoever goes back, and to nobody else: meanwhile there may be more.
const kept = new Recent<Kept>(KEPT);

/** Forgets what was shown: items have changed. */
export function forgetItems(): void {
  kept.clear();
}

/** The items of a collection as far as they have been fetched. */
export interface Items {
  readonly items: readonly ShownItem[];
  readonly loading: boolean;
  readonly error?: unknown;
  /** Fetches the next page; absent on the last one, and while one is on its way or has failed. */
  readonly more?: () => void;
  /** Fetches again what failed, or all of it. */
  readonly reload: () => void;
}

type Listed = Pick<Query, 'collection' | 'filter' | 'sort' | 'at'>;

function keyOf({ collection, filter, sort = '', at = '' }: Listed): string {
  return JSON.stringify([collection, filter, sort, at]);
}

/** Pages through the items of a collection that satisfy a filter. @param wanted - whether anyone looks at them now */
export function useItems(query: Listed, wanted: boolean): Items {
  const { collection, sort } = query;
  const filter = listFilter(query);
  const key = keyOf(query);
  const [state, setState] = useState<Kept & { error?: unknown; loading: boolean }>(() => {
    const known = stillKept(key);
    return { items: known?.items ?? [], cursor: known?.cursor, loading: known === undefined };
  });
  const [turn, setTurn] = useState(0);
  const deletions = useDeletions();
  const fetchPage = (before: readonly ShownItem[], cursor?: string, signal?: AbortSignal) => {
    setState({ items: before, cursor, loading: true });
    const asked = {
      collection,
      limit: cursor === undefined ? FIRST_PAGE : PAGE,
      cursor,
      ...(filter !== undefined && { filter: JSON.stringify(filter) }),
      ...(sort !== undefined && { sort }),
    };
    unseen.listItems(asked, { signal }).then(
      (page) => {
        if (signal?.aborted === true) return;
        const items = [...before, ...page.items.map((item) => shownOf(item, sort))];
        const next = { items, cursor: page.nextCursor ?? undefined };
        kept.set(key, next);
        setState({ ...next, loading: false });
      },
      (error: unknown) => {
        if (!isAbort(error) && signal?.aborted !== true)
          setState({ items: before, cursor, error, loading: false });
      },
    );
  };
  useEffect(() => {
    if (!wanted) return;
    const known = stillKept(key);
    if (known !== undefined) return setState({ ...known, loading: false });
    const abort = new AbortController();
    fetchPage([], undefined, abort.signal);
    return () => abort.abort();
  }, [key, wanted, turn]);
  const { cursor, items, loading, error } = state;
  const shown = useMemo(
    () => (hidesAny() ? items.filter(({ id }) => !isDeleted(collection, id)) : items),
    [items, collection, deletions.turn],
  );
  return {
    items: shown,
    loading,
    error,
    more: cursor === undefined || loading || error !== undefined ? undefined : () => fetchPage(items, cursor),
    reload: () =>
      error !== undefined && cursor !== undefined
        ? fetchPage(items, cursor)
        : setTurn((before) => before + 1),
  };
}

function shownOf({ id, caption, metadata, image, createdAt }: Item, sort?: string): ShownItem {
  const { file } = metadata;
  const value = metadata[sort?.replace(/:(asc|desc)$/, '') ?? ''];
  return {
    id,
    caption,
    metadata: typeof file === 'string' ? { file } : NO_METADATA,
    image: image && { width: image.width, height: image.height },
    when: typeof value === 'string' ? value : createdAt,
  };
}

function stillKept(key: string): Kept | undefined {
  return cameBack() ? kept.get(key) : undefined;
}
