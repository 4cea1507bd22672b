import type { Explanation } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { isAbort, unseen } from '../platform/client.ts';
import { type Query, toSearch } from './query.ts';
import { Recent } from './recent.ts';
import { keyOf, PAGE } from './use-search.ts';

type Explanations = ReadonlyMap<string, Explanation>;

const kept = new Recent<Explanations>(20);

/**
 * The explanations of the hits up to one place, fetched when they are first wanted: most searches never ask.
 *
 * @param upTo - place of the last hit that matters, from 1; 0: none wanted
 */
export function useExplained(
  query: Query,
  picture: Blob | undefined,
  upTo: number,
): Explanations | undefined {
  const limit = Math.min(Math.ceil(upTo / PAGE) * PAGE, 200);
  const key = `${limit}|${keyOf(query, picture)}`;
  const [state, setState] = useState<{ key: string; value: Explanations }>();
  useEffect(() => {
    if (limit === 0 || kept.get(key) !== undefined) return;
    const abort = new AbortController();
    unseen.search({ ...toSearch(query, picture), limit, explain: true }, { signal: abort.signal }).then(
      ({ hits }) => {
        const value = new Map(hits.flatMap(({ id, explain }) => (explain ? [[id, explain] as const] : [])));
        kept.set(key, value);
        setState({ key, value });
      },
      (error: unknown) => {
        // The hits stand without their explanations; whoever shows them says that there are none.
        if (!isAbort(error) && !abort.signal.aborted) setState({ key, value: new Map() });
      },
    );
    return () => abort.abort();
  }, [key, limit]);
  return limit === 0 ? undefined : (kept.get(key) ?? (state?.key === key ? state.value : undefined));
}
