import { compareTexts } from './compare-values.ts';
import type { BasicCondition, BasicFilter, Filter, FilterScalar, RangeOp } from './filter.ts';
import { filterableFields, type FilterableFields, type FilterableItem } from './filterable-fields.ts';
import { toBasicFilter } from './to-basic-filter.ts';

/** A filter made ready to be held against many items, outside a store. */
export function filterTest(filter: Filter): (item: FilterableItem) => boolean {
  const basic = toBasicFilter(filter);
  return (item) => holds(basic, filterableFields(item));
}

function holds(filter: BasicFilter, fields: FilterableFields): boolean {
  if (!('filters' in filter)) return conditionHolds(filter, fields);
  switch (filter.op) {
    case 'all':
      return filter.filters.every((each) => holds(each, fields));
    case 'any':
      return filter.filters.some((each) => holds(each, fields));
    case 'none':
      return !filter.filters.some((each) => holds(each, fields));
  }
}

function conditionHolds(condition: BasicCondition, { values, marks }: FilterableFields): boolean {
  const { field } = condition;
  const scalars = values.get(field) ?? [];
  const has = (value: FilterScalar) =>
    scalars.includes(value) || (typeof value === 'string' && marks.get(field)?.has(value) === true);
  switch (condition.op) {
    case 'eq':
      return has(condition.value);
    case 'ne':
      return !has(condition.value);
    case 'in':
      return condition.values.some(has);
    case 'exists':
      return values.has(field) === condition.value;
    default:
      return scalars.some((value) => inRange(condition.op, value, condition.value));
  }
}

function inRange(op: RangeOp, value: FilterScalar, limit: number | string): boolean {
  if (typeof value !== typeof limit) return false;
  // Which texts are dates is spelled out in the filter by now.
  const order =
    typeof value === 'string' && typeof limit === 'string'
      ? compareTexts(value, limit)
      : Number(value) - Number(limit);
  if (op === 'lt') return order < 0;
  if (op === 'lte') return order <= 0;
  return op === 'gt' ? order > 0 : order >= 0;
}
