import {
  asksForText,
  FILTER_LIMITS,
  HAS_TEXT,
  withoutHasText,
  type Filter,
  type FilterableItem,
} from '@unseen/domain';
import { fieldsOfArrangement, type Arrangement } from '../query/arrangement.ts';

/** Items with words in their pictures that a filter by `$hasText` can tell from others. */
export const MOST_WITH_TEXT = 100_000;

/** Whether a search needs to know in whose pictures anything is written. */
export function asksForHasText(filter: Filter | undefined, arrangement: Arrangement): boolean {
  return asksForText(filter) || fieldsOfArrangement(arrangement).includes(HAS_TEXT);
}

/** A filter as vector stores understand it, which know nothing of words in pictures. */
export function filterByText(filter: Filter, withText: ReadonlySet<string>): Filter {
  if (!asksForText(filter)) return filter;
  const ids = [...withText];
  const filters: Filter[] = [];
  for (let start = 0; start < ids.length; start += FILTER_LIMITS.values) {
    filters.push({ op: 'in', field: '$id', values: ids.slice(start, start + FILTER_LIMITS.values) });
  }
  return withoutHasText(filter, filters.length === 1 ? filters[0]! : { op: 'any', filters });
}

/** What a vector store says of items, and whether anything is written in their pictures, where that was asked for. */
export function seeingText<T extends FilterableItem>(
  items: readonly T[],
  withText: ReadonlySet<string> | undefined,
): readonly T[] {
  if (withText === undefined) return items;
  return items.map((item) => ({
    ...item,
    payload: { ...item.payload, hasText: withText.has(item.itemId) },
  }));
}
