import type { Facet } from '@unseen/client';
import { isDate } from './dates.ts';
import type { FieldFilter, Query } from './query.ts';

type Value = string | number | boolean;
type Filters = Query['filter'];

/** A field people can sensibly choose values of, or a range in. */
export type FilterField =
  | { readonly kind: 'values'; readonly facet: Facet }
  | { readonly kind: 'range'; readonly facet: Facet; readonly min: number; readonly max: number };

const MOST_FIELDS = 8;

/**
 * The fields worth offering: numbers as ranges, texts when values repeat. A field in which nearly every item has a value
 * of its own (a file name, a stock number) tells nothing apart. Fields with few values come first.
 */
export function filterFields(facets: readonly Facet[]): FilterField[] {
  return facets
    .flatMap((facet): FilterField[] => {
      const { range, values, distinct, items } = facet;
      if (holdsDates(facet)) return [];
      if (range !== undefined && values.every(({ value }) => typeof value === 'number'))
        return range.min < range.max ? [{ kind: 'range', facet, ...range }] : [];
      const repeats = (values[0]?.count ?? 0) > 1 && distinct < items * 2;
      return repeats && distinct > 1 ? [{ kind: 'values', facet }] : [];
    })
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_FIELDS);
}

/** The field that says when a thing was: the one of dates that most items have. */
export function dateField(facets: readonly Facet[]): string | undefined {
  return facets.filter(holdsDates).sort((a, b) => b.items - a.items)[0]?.field;
}

function holdsDates({ values, distinct }: Facet): boolean {
  return distinct > 1 && values.every(({ value }) => typeof value === 'string' && isDate(value));
}

function rank(field: FilterField): number {
  return field.kind === 'range' ? 20 : field.facet.distinct;
}

/** The filters with a value of a field chosen, or no longer. */
export function toggled(filters: Filters, field: string, value: Value): Filters {
  const chosen = filters[field]?.in ?? [];
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return next.length === 0 ? withoutField(filters, field) : { ...filters, [field]: { in: next } };
}

/** The filters with a span of time chosen, or no longer. */
export function withSpan(filters: Filters, field: string, from: string, to: string): Filters {
  const { gte, lt }: FieldFilter = filters[field] ?? {};
  return gte === from && lt === to
    ? withoutField(filters, field)
    : { ...filters, [field]: { gte: from, lt: to } };
}

/** The filters with one end of a range set; undefined opens it. */
export function withBound(
  filters: Filters,
  field: string,
  end: 'gte' | 'lte',
  value: number | undefined,
): Filters {
  const { gte, lte }: FieldFilter = { ...filters[field], [end]: value };
  if (gte === undefined && lte === undefined) return withoutField(filters, field);
  const range: FieldFilter = { ...(gte !== undefined && { gte }), ...(lte !== undefined && { lte }) };
  return { ...filters, [field]: range };
}

/** The filters without one field. */
export function withoutField(filters: Filters, field: string): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => name !== field));
}
