import {
  compareSorted,
  compareValues,
  instantOf,
  scalarsAt,
  sortValueOf,
  type FieldRows,
  type FilterableItem,
  type FilterScalar,
} from '@unseen/domain';
import { ARRANGEMENT_LIMITS, type FacetRange, type FacetRequest } from '../query/arrangement.ts';

/** A value or a span, and how many items have it. */
export interface FacetCount extends FacetRange {
  readonly value: FilterScalar;
  readonly count: number;
}

/** The counts of one field. */
export interface FieldFacet {
  readonly values: readonly FacetCount[];
  /** Whether every item that belongs to the answer was counted; otherwise there are at least so many. */
  readonly exact: boolean;
}

/** Items that hold the same in a field. */
interface Alike {
  readonly values: readonly FilterScalar[];
  readonly items: number;
}

/**
 * Counts the values of fields over items. An item counts once for each different value it has, as a filter with that value finds it.
 * @param exact - whether the items are all there are
 */
export function countFacets(
  items: readonly FilterableItem[],
  requests: readonly FacetRequest[],
  exact: boolean,
): Record<string, FieldFacet> {
  return countEach(requests, exact, (field) =>
    items.map((item) => ({ values: scalarsAt(item, field), items: 1 })),
  );
}

/** {@link countFacets} over the rows of a store. */
export function countRows(
  rows: FieldRows,
  requests: readonly FacetRequest[],
  exact: boolean,
): Record<string, FieldFacet> {
  const counted = countEach(
    requests.filter(({ ranges }) => !ranges),
    exact,
    (field) => {
      // Rows that hold the same share what they hold.
      const counts = new Map<readonly FilterScalar[], number>();
      const at = rows.column(field);
      for (let row = 0; row < rows.size; row++) {
        const values = at(row)?.values;
        if (values) counts.set(values, (counts.get(values) ?? 0) + 1);
      }
      return [...counts].map(([values, count]) => ({ values, items: count }));
    },
  );
  // Numbers and dates are mostly different everywhere: there is nothing to gain by bringing equals together.
  const spans = requests.flatMap(({ field, ranges }) =>
    ranges ? [[field, { values: countSpans(rows, field, ranges), exact }] as const] : [],
  );
  const all: Record<string, FieldFacet> = { ...counted, ...Object.fromEntries(spans) };
  return Object.fromEntries(requests.map(({ field }) => [field, all[field]!]));
}

function countSpans(rows: FieldRows, field: string, ranges: readonly FacetRange[]): FacetCount[] {
  const counts = ranges.map(() => 0);
  const limits = ranges.map(limitsOf);
  const at = rows.column(field);
  for (let row = 0; row < rows.size; row++) {
    const held = at(row);
    if (!held) continue;
    const { values, least } = held;
    for (let n = 0; n < ranges.length; n++) {
      const { kind, from, to } = limits[n]!;
      const isWithin =
        kind === least.kind && values.length === 1
          ? least.number >= from && least.number < to
          : values.some((value) => inRange(value, ranges[n]!));
      if (isWithin) counts[n]! += 1;
    }
  }
  return ranges.map((range, at) => spanOf(range, counts[at]!));
}

function spanOf(range: FacetRange, count: number): FacetCount {
  return { value: `${range.from ?? ''}..${range.to ?? ''}`, ...range, count };
}

function countEach(
  requests: readonly FacetRequest[],
  exact: boolean,
  alike: (field: string) => readonly Alike[],
): Record<string, FieldFacet> {
  return Object.fromEntries(
    requests.map((request) => {
      const groups = alike(request.field);
      return [
        request.field,
        { values: request.ranges ? countRanges(groups, request) : countValues(groups, request), exact },
      ];
    }),
  );
}

function countValues(groups: readonly Alike[], { limit }: FacetRequest): FacetCount[] {
  const counts = new Map<FilterScalar | bigint, { value: FilterScalar; count: number }>();
  for (const { values, items } of groups) {
    for (const [same, value] of new Map(values.map((value) => [asFiltered(value), value]))) {
      const known = counts.get(same);
      if (!known) counts.set(same, { value, count: items });
      else known.count += items;
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || compareSorted(a.value, b.value))
    .slice(0, limit ?? ARRANGEMENT_LIMITS.defaultFacetValues);
}

/** A range of numbers or of instants as two numbers, so that a value known as one need not be read again; without a kind, it is another. */
function limitsOf({ from, to }: FacetRange): { kind: number | undefined; from: number; to: number } {
  const limits = [from, to].flatMap((limit) => (limit === undefined ? [] : [sortValueOf(limit)]));
  const kind = limits[0]?.kind;
  const isKnown = (kind === 0 || kind === 1) && limits.every((limit) => limit.kind === kind);
  return {
    kind: isKnown ? kind : undefined,
    from: from === undefined ? -Infinity : limits[0]!.number,
    to: to === undefined ? Infinity : limits.at(-1)!.number,
  };
}

/** What is the same for values that a filter takes for one: an instant may be written in many ways. No number is a `bigint`. */
function asFiltered(value: FilterScalar): FilterScalar | bigint {
  const instant = typeof value === 'string' ? instantOf(value) : undefined;
  return instant === undefined ? value : BigInt(instant);
}

function countRanges(groups: readonly Alike[], { ranges = [] }: FacetRequest): FacetCount[] {
  return ranges.map((range) =>
    spanOf(
      range,
      groups
        .filter(({ values }) => values.some((value) => inRange(value, range)))
        .reduce((sum, { items }) => sum + items, 0),
    ),
  );
}

function inRange(value: FilterScalar, { from, to }: FacetRange): boolean {
  if (typeof value === 'number' && typeof from !== 'string' && typeof to !== 'string')
    return (from === undefined || value >= from) && (to === undefined || value < to);
  return (from === undefined || atLeast(value, from)) && (to === undefined || below(value, to));
}

function atLeast(value: FilterScalar, limit: number | string): boolean {
  return typeof value === typeof limit && comparable(value, limit) && compareValues(value, limit) >= 0;
}

function below(value: FilterScalar, limit: number | string): boolean {
  return typeof value === typeof limit && comparable(value, limit) && compareValues(value, limit) < 0;
}

/** A date meets dates alone: "n/a" is in no span of days. */
function comparable(value: FilterScalar, limit: number | string): boolean {
  if (typeof value !== 'string' || typeof limit !== 'string') return true;
  return instantOf(limit) === undefined || instantOf(value) !== undefined;
}
