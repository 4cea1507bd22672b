import type { ClassFacet } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { isAbort, unseen } from '../platform/client.ts';
import { type Query, toSearch } from './query.ts';
import { keep, keyOf, keptPage, PAGE, type Results } from './use-search.ts';

/**
 * How many hits each class has when no class is chosen: the chips stay while one goes from class to class. Where that has
 * not been asked yet (someone followed a link), it is asked now.
 */
export function useClassFacets(
  query: Query,
  picture: File | undefined,
  results: Results,
): readonly ClassFacet[] {
  const base: Query = { ...query, classes: [], scope: 'all' };
  const key = keyOf(base, picture);
  const filtered = query.classes.length > 0 || query.scope !== 'all';
  const [, setFetched] = useState('');
  useEffect(() => {
    if (!filtered || keptPage(key) !== undefined) return;
    const abort = new AbortController();
    unseen.search({ ...toSearch(base, picture), limit: PAGE }, { signal: abort.signal }).then(
      (page) => {
        keep(key, [page]);
        setFetched(key);
      },
      (error: unknown) => {
        // The hits say what went wrong, if they did not come either.
        if (!isAbort(error)) setFetched('');
      },
    );
    return () => abort.abort();
  }, [key, filtered]);
  const page = filtered ? (keptPage(key) ?? results.pages[0]) : results.pages[0];
  return page?.classes ?? [];
}
