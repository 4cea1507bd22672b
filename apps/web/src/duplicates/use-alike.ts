import { dataOf, type Item } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { isAbort, unseen } from '../platform/client.ts';

/** Pictures that look the same, the largest first. */
export interface AlikeItems {
  readonly items: readonly Item[];
  readonly likeness: number;
}

/** How far a walk over a collection has come. */
export interface Alike {
  readonly groups: readonly AlikeItems[];
  /** Items looked at. */
  readonly examined: number;
  /** Whether it goes on by itself. */
  readonly walking: boolean;
  /** Goes on where there are more; absent while it walks, and at the end. */
  readonly more?: () => void;
  readonly error?: unknown;
  readonly retry: () => void;
}

/** Groups after which the walk waits until somebody wants more. */
const AT_ONCE = 24;

interface State {
  readonly groups: readonly AlikeItems[];
  readonly examined: number;
  readonly cursor?: string | null;
  /** Groups to walk up to. */
  readonly wanted: number;
  readonly error?: unknown;
}

const START: State = { groups: [], examined: 0, wanted: AT_ONCE };

/** Walks over a collection until enough groups of pictures that look the same are found. */
export function useAlike(collection: string, likeness: number): Alike {
  const walk = `${collection} ${likeness}`;
  const [{ of, ...state }, setState] = useState<State & { of: string }>({ ...START, of: walk });
  const [turn, setTurn] = useState(0);
  const { groups, examined, cursor, wanted, error } = of === walk ? state : START;
  const walking = cursor !== null && groups.length < wanted && error === undefined;
  useEffect(() => {
    if (!walking) return;
    const abort = new AbortController();
    const { signal } = abort;
    readPart(collection, likeness, cursor, signal).then(
      (part) => {
        if (signal.aborted) return;
        setState({
          of: walk,
          groups: [...groups, ...part.groups],
          examined: examined + part.examined,
          cursor: part.cursor,
          wanted,
        });
      },
      (thrown: unknown) => {
        if (!signal.aborted && !isAbort(thrown))
          setState({ of: walk, groups, examined, cursor, wanted, error: thrown });
      },
    );
    return () => abort.abort();
  }, [walk, cursor, wanted, turn, walking]);
  return {
    groups,
    examined,
    walking,
    error,
    retry: () => {
      setState({ of: walk, groups, examined, cursor, wanted });
      setTurn((before) => before + 1);
    },
    more:
      walking || cursor === null || error !== undefined
        ? undefined
        : () => setState({ of: walk, groups, examined, cursor, wanted: groups.length + AT_ONCE }),
  };
}

/** The next part of the walk, with what is known of the items. */
async function readPart(
  collection: string,
  likeness: number,
  cursor: string | undefined,
  signal: AbortSignal,
) {
  const params = { path: { name: collection }, query: { limit: AT_ONCE, likeness, cursor } };
  const part = dataOf(await unseen.http.GET('/v1/collections/{name}/near-duplicates', { params, signal }));
  const items = await readItems(
    collection,
    part.groups.flatMap(({ ids }) => ids),
    signal,
  );
  const groups = part.groups.map(({ ids, likeness }): AlikeItems => ({
    likeness,
    items: ids
      .flatMap((id) => items.get(id) ?? [])
      .sort((a, b) => pixels(b) - pixels(a) || a.createdAt.localeCompare(b.createdAt)),
  }));
  return { groups, examined: part.examined, cursor: part.nextCursor };
}

/** Items that one request names: its filter is part of an address. */
const NAMED = 50;

async function readItems(
  collection: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  const known = new Map<string, Item>();
  for (let at = 0; at < ids.length; at += NAMED) {
    const filter = JSON.stringify({ $id: { in: ids.slice(at, at + NAMED) } });
    const { items } = await unseen.listItems({ collection, filter, limit: NAMED }, { signal });
    for (const item of items) known.set(item.id, item);
  }
  return known;
}

function pixels({ image }: Item): number {
  return image === undefined ? 0 : image.width * image.height;
}
