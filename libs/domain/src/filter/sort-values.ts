import { compareTexts } from './compare-values.ts';
import type { FilterScalar } from './filter.ts';
import { instantOf } from './texts.ts';

/** Where a value stands in an order of all values: by kind, then within it. */
export interface SortValue {
  /** 0 number, 1 date, 2 other text, 3 boolean. */
  readonly kind: 0 | 1 | 2 | 3;
  /** A number, an instant, 0 or 1; 0 for a text. */
  readonly number: number;
  /** A text that is no date; else empty. */
  readonly text: string;
}

/** What a value is sorted by. */
export function sortValueOf(value: FilterScalar): SortValue {
  if (typeof value === 'number') return { kind: 0, number: value, text: '' };
  if (typeof value === 'boolean') return { kind: 3, number: Number(value), text: '' };
  const instant = instantOf(value);
  return instant === undefined ? { kind: 2, number: 0, text: value } : { kind: 1, number: instant, text: '' };
}

/**
 * A total order of values of all kinds: numbers by size, then dates as instants, then other texts by code point, then false and true. Ranges of
 * filters compare a date and a text that is none as texts; an order in which that held would go in circles.
 */
export function compareSortValues(a: SortValue, b: SortValue): number {
  return a.kind - b.kind || a.number - b.number || (a.kind === 2 ? compareTexts(a.text, b.text) : 0);
}

/** {@link compareSortValues} of values as they are. */
export function compareSorted(a: FilterScalar, b: FilterScalar): number {
  return compareSortValues(sortValueOf(a), sortValueOf(b));
}
