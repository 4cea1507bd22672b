import { toBasicFilter, type BasicCondition, type BasicFilter, type Filter } from '@unseen/domain';
import { checkFilterSize } from '../../filter/check-filter-size.ts';
import { largestKey, smallestKey } from './ranges.ts';
import { sqlLiteral, sqlText, sqlTexts } from './sql.ts';
import { tagOf } from './tags.ts';

/**
 * The SQL predicate of a filter over the columns `tags` and `ranges`. No field name becomes an identifier and every
 * value is a literal, so nothing in a filter can change the statement. Every condition is true or false, never null,
 * because a `none` would turn null into "does not match".
 * @throws AppError `invalid_filter` when the filter is larger than the limits of the contract
 */
export function compileFilter(filter: Filter): string {
  checkFilterSize(filter);
  return compile(toBasicFilter(filter));
}

function compile(filter: BasicFilter): string {
  if (!('filters' in filter)) return condition(filter);
  const parts = filter.filters.map(compile);
  if (parts.length === 0) return filter.op === 'any' ? 'false' : 'true';
  const joined = parts.length === 1 ? parts[0]! : `(${parts.join(filter.op === 'all' ? ' AND ' : ' OR ')})`;
  return filter.op === 'none' ? `(NOT ${joined})` : joined;
}

function condition(filter: BasicCondition): string {
  const { field } = filter;
  switch (filter.op) {
    case 'eq':
      return hasTag(tagOf(field, filter.value));
    case 'ne':
      return `(NOT ${hasTag(tagOf(field, filter.value))})`;
    case 'in':
      return hasAnyTag(filter.values.map((value) => tagOf(field, value)));
    case 'exists':
      return filter.value ? hasTag(tagOf(field)) : `(NOT ${hasTag(tagOf(field))})`;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return range(filter.op, field, filter.value);
  }
}

function hasTag(tag: string): string {
  return `array_has(tags, ${sqlText(tag)})`;
}

function hasAnyTag(tags: readonly string[]): string {
  if (tags.length === 0) return 'false';
  return `array_has_any(tags, [${sqlTexts(tags)}])`;
}

const COMPARISONS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function range(op: keyof typeof COMPARISONS, field: string, value: string | number): string {
  const type = typeof value === 'number' ? 'number' : 'string';
  const read = (key: string) => `json_get_${type === 'number' ? 'float' : 'string'}(ranges, ${sqlText(key)})`;
  const largest = read(largestKey(type, field));
  const below = op === 'lt' || op === 'lte';
  const operand = below ? `coalesce(${read(smallestKey(type, field))}, ${largest})` : largest;
  return `coalesce(${operand} ${COMPARISONS[op]} ${sqlLiteral(value)}, false)`;
}
