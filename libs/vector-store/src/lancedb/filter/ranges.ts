import type { FilterScalar } from '@unseen/domain';

/** Types a range compares; each has keys of its own, so a number never meets a string. */
export type RangeType = 'number' | 'string';

/** Key of the largest value of a field among its numbers or its strings. */
export function largestKey(type: RangeType, field: string): string {
  return `${type}>${field}`;
}

/** Key of the smallest value; left out where it equals the largest, which is so for every field with one value. */
export function smallestKey(type: RangeType, field: string): string {
  return `${type}<${field}`;
}

/**
 * The smallest and largest number and string of each field, as one flat JSON object. That is all a range needs:
 * any element is below x exactly when the smallest is.
 */
export function rangesOf(
  fields: ReadonlyMap<string, readonly FilterScalar[]>,
): Record<string, string | number> {
  const entries: [string, string | number][] = [];
  for (const [field, values] of fields) {
    const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
    const strings = values.filter((value) => typeof value === 'string').sort(compareText);
    entries.push(...extremes('number', field, numbers), ...extremes('string', field, strings));
  }
  return Object.fromEntries(entries);
}

function extremes<T extends string | number>(
  type: RangeType,
  field: string,
  sorted: readonly T[],
): [string, T][] {
  if (sorted.length === 0) return [];
  const smallest = sorted[0]!;
  const largest = sorted.at(-1)!;
  const entries: [string, T][] = [[largestKey(type, field), largest]];
  if (smallest !== largest) entries.push([smallestKey(type, field), smallest]);
  return entries;
}

/** Order by code point, which is the order of UTF-8 bytes and of the store; JavaScript's own is by UTF-16 unit. */
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
