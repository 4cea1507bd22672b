import { useEffect, useState } from 'preact/hooks';
import { isAbort, unseen } from '../platform/client.ts';
import { spanOf } from '../search/dates.ts';
import { type Query, toSearch } from '../search/query.ts';

/** A year, a month or a day, and how many items of a list are of it. */
export interface CountedSpan {
  /** As `spanOf` takes it. */
  readonly moment: string;
  readonly count: number;
}

/**
 * How many items of a list are of each of some years, months or days; those that hold none are left out.
 *
 * @param field - the dates the list is sorted by
 * @param moments - none: nothing is asked
 */
export function useSpans(query: Query, field: string, moments: readonly string[]): readonly CountedSpan[] {
  const key = JSON.stringify([query.collection, query.filter, field, moments[0], moments.length]);
  const [known, setKnown] = useState<{ key: string; spans: readonly CountedSpan[] }>();
  useEffect(() => {
    if (moments.length === 0) return;
    const abort = new AbortController();
    count(query, field, moments, abort.signal).then(
      (spans) => setKnown({ key, spans }),
      (error: unknown) => {
        // The list stands without it.
        if (!isAbort(error) && !abort.signal.aborted) setKnown({ key, spans: [] });
      },
    );
    return () => abort.abort();
  }, [key]);
  return known?.key === key ? known.spans : [];
}

async function count(
  query: Query,
  field: string,
  moments: readonly string[],
  signal: AbortSignal,
): Promise<CountedSpan[]> {
  const ranges = moments.map((moment) => spanOf(moment)!);
  const { facets } = await unseen.search(
    { ...toSearch({ ...query, sort: undefined }), sizes: false, limit: 1, facets: [{ field, ranges }] },
    { signal },
  );
  const counts = new Map(facets?.[field]?.values.map(({ from, count }) => [from, count]));
  return moments.flatMap((moment, at): CountedSpan[] => {
    const items = counts.get(ranges[at]!.from) ?? 0;
    return items === 0 ? [] : [{ moment, count: items }];
  });
}
