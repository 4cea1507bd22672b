import type { Filter, FilterCondition, FilterScalar } from './filter.ts';
import type { Json, Metadata } from './item.ts';

/** What a filter looks at of an item. */
export interface FilterSubject {
  readonly metadata: Metadata;
}

/** Whether an item satisfies a filter, as every vector store decides it: see {@link Filter}. */
export function matchesFilter(filter: Filter, subject: FilterSubject): boolean {
  if (!('filters' in filter)) return satisfies(filter, filterValues(subject, filter.field));
  const holds = (each: Filter) => matchesFilter(each, subject);
  switch (filter.op) {
    case 'all':
      return filter.filters.every(holds);
    case 'any':
      return filter.filters.some(holds);
    case 'none':
      return !filter.filters.some(holds);
  }
}

/** The values of a field: one, or those of a list. A key may itself have dots, so every way to read the path counts. */
export function filterValues({ metadata }: FilterSubject, field: string): FilterScalar[] {
  return valuesAt(metadata, field);
}

/**
 * Order of two values as ranges and sorting have it: numbers by size, texts by code point, false before true; of
 * different types, numbers come first, then texts.
 */
export function compareValues(a: FilterScalar, b: FilterScalar): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === typeof b) return Number(a) - Number(b);
  return RANK[typeof a as keyof typeof RANK] - RANK[typeof b as keyof typeof RANK];
}

const RANK = { number: 0, string: 1, boolean: 2 } as const;

function satisfies(condition: FilterCondition, values: readonly FilterScalar[]): boolean {
  switch (condition.op) {
    case 'eq':
      return values.includes(condition.value);
    case 'ne':
      return !values.includes(condition.value);
    case 'in':
      return condition.values.some((value) => values.includes(value));
    case 'exists':
      return values.length > 0 === condition.value;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return values.some((value) => inRange(condition.op, value, condition.value));
  }
}

function inRange(op: 'lt' | 'lte' | 'gt' | 'gte', value: FilterScalar, bound: number | string): boolean {
  if (typeof value !== typeof bound) return false;
  const order = compareValues(value, bound);
  if (op === 'lt') return order < 0;
  if (op === 'lte') return order <= 0;
  return op === 'gt' ? order > 0 : order >= 0;
}

function valuesAt(json: Json, path: string): FilterScalar[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  const fields = json as { readonly [key: string]: Json };
  const found: FilterScalar[] = [];
  if (Object.hasOwn(fields, path)) found.push(...scalarsOf(fields[path]!));
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot);
    if (Object.hasOwn(fields, key)) found.push(...valuesAt(fields[key]!, path.slice(dot + 1)));
  }
  return found;
}

function scalarsOf(json: Json): FilterScalar[] {
  const candidates: readonly Json[] = Array.isArray(json) ? (json as readonly Json[]) : [json];
  return candidates.filter(
    (each) => typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean',
  );
}

/** By code point, where JavaScript compares by UTF-16 code unit. */
function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return inOrder(x) - inOrder(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
function inOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
