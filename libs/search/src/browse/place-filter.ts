import { sortedBefore, type Filter } from '@unseen/domain';
import type { SortPlace } from '../arrange/compare.ts';
import type { SortKey } from '../query/arrangement.ts';

/** Keys that are spelled out: further ones tell few items apart, and each makes the filter longer. */
const MOST_KEYS = 3;
/** UTF-8 bytes of a text up to which every store tells it from others (see `Filter`), with room to spare. */
const TOLD_APART = 128;

/**
 * The items before a place in an order, by its keys: ids are left to whoever sorts what is found. Where the keys do not decide, an item is
 * among those `at` the place, and not before it.
 * @param at - whether items at the place are among them
 */
export function beforePlace(keys: readonly SortKey[], { values }: SortPlace, at: boolean): Filter {
  const from = (key: number): Filter => {
    const [field, value] = [keys[key]!, values[key]!];
    const isLast = key === keys.length - 1 || key === MOST_KEYS - 1;
    if (isLast || (typeof value === 'string' && Buffer.byteLength(value) > TOLD_APART))
      return sortedBefore(field, value, at);
    const equals: Filter = { op: 'all', filters: [sortedBefore(field, value, true), from(key + 1)] };
    return { op: 'any', filters: [sortedBefore(field, value, false), equals] };
  };
  return from(0);
}
