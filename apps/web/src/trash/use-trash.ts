import type { RestoredItem, TrashedItem } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { isBack } from '../manage/deletions.ts';
import { isAbort, unseen } from '../platform/client.ts';

const PAGE = 120;
/** Items put back in one request: each is embedded again, so that there is something to see of it. */
const AT_ONCE = 20;

/** What lies in the trash of a collection, as far as it was asked for. */
export interface Trash {
  /** Absent until the first answer is there. */
  readonly items?: readonly TrashedItem[];
  readonly total: number;
  readonly error?: unknown;
  /** Asks for the next ones; absent at the end, and while they come. */
  readonly more?: () => void;
  readonly reload: () => void;
}

interface State {
  readonly items?: readonly TrashedItem[];
  readonly total: number;
  readonly cursor?: string;
  readonly busy: boolean;
  readonly error?: unknown;
}

/** Loads what lies in the trash of a collection, page by page. */
export function useTrash(collection: string): Trash {
  const [turn, setTurn] = useState(0);
  const [from, setFrom] = useState<string>();
  const [state, setState] = useState<State>({ total: 0, busy: true });
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => ({ ...before, busy: true, error: undefined }));
    unseen.trash.list({ collection, limit: PAGE, cursor: from }, { signal: abort.signal }).then(
      ({ items, total, nextCursor }) =>
        !abort.signal.aborted &&
        setState((before) => ({
          items: from === undefined ? items : [...(before.items ?? []), ...items],
          total,
          cursor: nextCursor ?? undefined,
          busy: false,
        })),
      (error: unknown) => {
        if (!isAbort(error)) setState((before) => ({ ...before, busy: false, error }));
      },
    );
    return () => abort.abort();
  }, [collection, from, turn]);
  const { items, total, cursor, busy, error } = state;
  return {
    items,
    total,
    error,
    more: busy || cursor === undefined ? undefined : () => setFrom(cursor),
    reload: () => {
      setFrom(undefined);
      setTurn((before) => before + 1);
    },
  };
}

/**
 * Puts items back, some at a time.
 *
 * @param onSome - told after each part
 * @returns those that could not be put back
 * @throws UnseenError what stopped it; what is back stays back
 */
export async function restoreItems(
  collection: string,
  ids: readonly string[],
  onSome: (done: number) => void,
): Promise<RestoredItem[]> {
  const failed: RestoredItem[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const results = await unseen.trash.restore(ids.slice(at, at + AT_ONCE), collection);
    for (const result of results) {
      if (result.status === 'restored') isBack(collection, result.id);
      else failed.push(result);
    }
    onSome(Math.min(at + AT_ONCE, ids.length));
  }
  return failed;
}
