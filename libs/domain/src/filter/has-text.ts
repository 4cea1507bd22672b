import { HAS_TEXT, type Filter } from './filter.ts';
import { filterTest } from './holds.ts';

/** Whether a filter asks for {@link HAS_TEXT}. */
export function asksForText(filter: Filter | undefined): boolean {
  if (filter === undefined) return false;
  return 'filters' in filter ? filter.filters.some(asksForText) : filter.field === HAS_TEXT;
}

/**
 * A filter that says the same without {@link HAS_TEXT}, for stores that do not know it.
 * @param withText - holds for the items in whose pictures words are written
 */
export function withoutHasText(filter: Filter, withText: Filter): Filter {
  if ('filters' in filter) {
    return { op: filter.op, filters: filter.filters.map((each) => withoutHasText(each, withText)) };
  }
  if (filter.field !== HAS_TEXT) return filter;
  const holds = filterTest(filter);
  const holdsFor = (hasText: boolean) =>
    holds({ itemId: '', payload: { metadata: {}, hasImage: true, hasText } });
  const [yes, no] = [holdsFor(true), holdsFor(false)];
  if (yes === no) return { op: yes ? 'all' : 'any', filters: [] };
  return yes ? withText : { op: 'none', filters: [withText] };
}
