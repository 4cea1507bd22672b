import type { FilterScalar } from './filter.ts';
import { instantOf } from './texts.ts';

const TYPES = ['number', 'string', 'boolean'];

/**
 * Order of two values as ranges and sorting have it: numbers by size, dates as instants, other texts by code point, false before true; of
 * different types, numbers come first, then texts.
 */
export function compareValues(a: FilterScalar, b: FilterScalar): number {
  if (typeof a !== typeof b) return TYPES.indexOf(typeof a) - TYPES.indexOf(typeof b);
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b);
  if (a === b) return 0;
  const [x, y] = [instantOf(a), instantOf(b)];
  return x !== undefined && y !== undefined ? x - y : compareTexts(a, b);
}

/** Order by code point, which is the order of UTF-8 bytes; JavaScript's own is by UTF-16 unit. */
export function compareTexts(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
