import {
  foldedField,
  instantsField,
  lengthField,
  plainField,
  prefixField,
  wordsField,
} from './derived-fields.ts';
import type { BasicFilter, Filter, FilterCondition, RangeOp } from './filter.ts';
import { foldText, instantOf, wordsOf } from './texts.ts';

/**
 * A filter with every condition spelled out in the basic ones over the fields of `filterableFields`: so a store only has to know how
 * to compare, and all of them mean the same.
 */
export function toBasicFilter(filter: Filter): BasicFilter {
  return 'filters' in filter
    ? { op: filter.op, filters: filter.filters.map(toBasicFilter) }
    : toBasicCondition(filter);
}

function toBasicCondition(condition: FilterCondition): BasicFilter {
  const field = condition.field.toWellFormed();
  switch (condition.op) {
    case 'eq':
      return oneOf(field, [condition.value]);
    case 'ne':
      return { op: 'none', filters: [oneOf(field, [condition.value])] };
    case 'in':
      return oneOf(field, condition.values);
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return range(condition.op, field, condition.value);
    case 'ieq': {
      const value = foldText(condition.value);
      return any([
        { op: 'eq', field: foldedField(field), value },
        { op: 'eq', field, value },
      ]);
    }
    case 'prefix':
      return { op: 'eq', field: prefixField(field), value: condition.value.toWellFormed() };
    case 'words': {
      const words = wordsOf(condition.value);
      return {
        op: 'all',
        filters: words.map((value) => ({ op: 'eq', field: wordsField(field), value })),
      };
    }
    case 'length':
      return { op: condition.is, field: lengthField(field), value: condition.value };
    case 'exists':
      return { ...condition, field };
  }
}

/** The value, or the same instant written otherwise. */
function oneOf(field: string, values: readonly (string | number | boolean)[]): BasicFilter {
  const asGiven = values.map((value) => (typeof value === 'string' ? value.toWellFormed() : value));
  const instants = asGiven.flatMap((value) => (typeof value === 'string' ? (instantOf(value) ?? []) : []));
  const equal: BasicFilter =
    asGiven.length === 1 ? { op: 'eq', field, value: asGiven[0]! } : { op: 'in', field, values: asGiven };
  if (instants.length === 0) return equal;
  return any([equal, { op: 'in', field: instantsField(field), values: instants }]);
}

function range(op: RangeOp, field: string, value: number | string): BasicFilter {
  if (typeof value === 'number') return { op, field, value };
  const text = value.toWellFormed();
  const instant = instantOf(text);
  if (instant === undefined) return { op, field, value: text };
  // A date meets dates as instants and other texts as text. Where a field has no dates, its texts stand under its own name alone.
  const noDates: BasicFilter = { op: 'exists', field: instantsField(field), value: false };
  return any([
    { op, field: instantsField(field), value: instant },
    { op, field: plainField(field), value: text },
    { op: 'all', filters: [noDates, { op, field, value: text }] },
  ]);
}

function any(filters: readonly BasicFilter[]): BasicFilter {
  return { op: 'any', filters };
}
