import { dataOf, type Facet, type Search, type SearchResult } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { isAbort, unseen } from '../platform/client.ts';
import { dateSpans } from './dates.ts';
import { dateField, filterFields, withoutField } from './filters.ts';
import { type Query, toSearch } from './query.ts';
import { Recent } from './recent.ts';
import { keyOf } from './use-search.ts';

/** How many items of the answer have each value, by field. */
export interface Counts {
  readonly facets: NonNullable<SearchResult['facets']>;
  readonly total?: SearchResult['total'];
}

const kept = new Recent<Counts>(40);
/** Values of a field that are counted. */
const MOST_VALUES = 50;

/** Forgets all counts: items have changed. */
export function forgetCounts(): void {
  kept.clear();
}

/**
 * How many items of the answer to a query have each value of the fields of a collection. The values of a field that is filtered by are
 * counted without that filter: the others of it can still be chosen, and say how many they would add.
 */
export function useFacetCounts(
  query: Query,
  picture: File | undefined,
  fields: readonly Facet[] | undefined,
): Counts | undefined {
  const shown = fields === undefined ? [] : filterFields(fields).map(({ facet }) => facet.field);
  const date = fields === undefined ? undefined : dateField(fields);
  const key = `${keyOf({ ...query, sort: undefined, at: undefined }, picture)}|${shown.join()}|${date ?? ''}`;
  const [state, setState] = useState<{ key: string; value: Counts }>();
  useEffect(() => {
    if (shown.length + (date === undefined ? 0 : 1) === 0 || kept.get(key) !== undefined) return;
    const abort = new AbortController();
    count(query, picture, shown, date, abort.signal).then(
      (value) => {
        kept.set(key, value);
        setState({ key, value });
      },
      (error: unknown) => {
        // The hits stand without counts.
        if (!isAbort(error) && !abort.signal.aborted) setState({ key, value: { facets: {} } });
      },
    );
    return () => abort.abort();
  }, [key]);
  // The counts of the query before stay until the new ones have come.
  return kept.get(key) ?? state?.value;
}

async function count(
  query: Query,
  picture: File | undefined,
  shown: readonly string[],
  date: string | undefined,
  signal: AbortSignal,
): Promise<Counts> {
  const wish = (field: string) =>
    field === date ? { field, ranges: dateSpans(new Date()) } : { field, limit: MOST_VALUES };
  const fields = date === undefined ? shown : [...shown, date];
  const search = (of: Query, wanted: readonly string[]): Search => ({
    ...toSearch({ ...of, sort: undefined }, picture),
    sizes: false,
    limit: 1,
    facets: wanted.map(wish),
  });
  const filtered = fields.filter((field) => query.filter[field] !== undefined);
  const searches = [
    search(
      query,
      fields.filter((field) => !filtered.includes(field)),
    ),
    ...filtered.map((field) => search({ ...query, filter: withoutField(query.filter, field) }, [field])),
  ];
  const answers =
    picture === undefined
      ? dataOf(
          await unseen.http.POST('/v1/searches', {
            body: { searches: searches as (Search & { image?: string })[] },
            signal,
          }),
        ).results.filter((result): result is SearchResult => 'hits' in result)
      : await Promise.all(searches.map((each) => unseen.search(each, { signal })));
  return {
    total: answers[0]?.total,
    facets: Object.assign({}, ...answers.map(({ facets }) => facets)) as Counts['facets'],
  };
}
