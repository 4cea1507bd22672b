import {
  compareSortValues,
  compareTexts,
  sortValueOf,
  type FieldRows,
  type FieldValues,
  type SortValue,
} from '@unseen/domain';
import type { SortPlace } from '../arrange/compare.ts';
import type { SortKey } from '../query/arrangement.ts';

/** A row and what it is sorted by; its id is looked up only to tell equals apart. */
interface Candidate {
  readonly row: number;
  readonly values: readonly (FieldValues | undefined)[];
  id?: string;
}

/** Rows that stand first in an order, and where each stands in it. */
export interface BestRows {
  readonly rows: readonly { readonly row: number; readonly place: SortPlace }[];
  /** Whether more come after them. */
  readonly more: boolean;
}

/**
 * The first rows after a place, in the order of `comparePlaces`: one pass that keeps the best so far, so that a page of many rows costs little more
 * than looking at each.
 * @param after - place of the last row of the page before
 */
export function bestRows(
  rows: FieldRows,
  keys: readonly SortKey[],
  after: SortPlace | undefined,
  limit: number,
): BestRows {
  const idOf = (candidate: Candidate) => (candidate.id ??= rows.point(candidate.row).itemId);
  const orders = keys.map(({ order }) => (order === 'desc' ? -1 : 1));
  const keyOf = (values: FieldValues | undefined, key: number) =>
    orders[key] === 1 ? values?.least : values?.greatest;
  const compareKeys = (a: Candidate, at: (key: number) => SortValue | undefined): number => {
    for (let key = 0; key < orders.length; key++) {
      const difference = lastIfAbsent(keyOf(a.values[key], key), at(key), orders[key]!);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const compare = (a: Candidate, b: Candidate) =>
    compareKeys(a, (key) => keyOf(b.values[key], key)) || compareTexts(idOf(a), idOf(b));
  const from = after?.values.map((value) => (value === null ? undefined : sortValueOf(value)));
  const isAfter = (candidate: Candidate) =>
    !from || (compareKeys(candidate, (key) => from[key]) || compareTexts(idOf(candidate), after!.id)) > 0;

  const best: Candidate[] = [];
  let more = false;
  const columns = keys.map(({ field }) => rows.column(field));
  const first = columns[0]!;
  // From the end: what came last is there, and is asked for most.
  for (let row = rows.size - 1; row >= 0; row--) {
    if (best.length === limit) {
      const worst = keyOf(best.at(-1)!.values[0], 0);
      if (lastIfAbsent(keyOf(first(row), 0), worst, orders[0]!) > 0) {
        more = true;
        continue;
      }
    }
    const candidate = { row, values: columns.map((at) => at(row)) };
    if (!isAfter(candidate)) continue;
    if (best.length === limit) {
      more = true;
      if (compare(candidate, best.at(-1)!) > 0) continue;
      best.pop();
    }
    best.splice(placeIn(best, candidate, compare), 0, candidate);
  }
  return {
    rows: best.map((candidate) => ({
      row: candidate.row,
      place: {
        id: idOf(candidate),
        values: candidate.values.map((values, key) => shown(values, orders[key]!)),
      },
    })),
    more,
  };
}

function lastIfAbsent(a: SortValue | undefined, b: SortValue | undefined, direction: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return direction * compareSortValues(a, b);
}

/** The value itself that a row is sorted by, as a cursor keeps it. */
function shown(values: FieldValues | undefined, direction: number): SortPlace['values'][number] {
  if (values === undefined) return null;
  const wanted = direction === 1 ? values.least : values.greatest;
  return values.values.find((value) => compareSortValues(sortValueOf(value), wanted) === 0)!;
}

/** Where a row belongs among rows in order. */
function placeIn(
  sorted: readonly Candidate[],
  candidate: Candidate,
  compare: (a: Candidate, b: Candidate) => number,
): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle]!, candidate) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
