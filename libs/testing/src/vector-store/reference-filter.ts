import type { Filter, FilterScalar, Json } from '@unseen/domain';
import { foldedWords, foldedPlainly, instantPlainly } from './reference-texts.ts';

/** An item as the plain reading of a filter sees it. */
export interface PlainItem {
  readonly itemId: string;
  readonly payload: {
    readonly metadata: Readonly<Record<string, Json>>;
    readonly hasImage: boolean;
    readonly createdAt?: number;
  };
}

/**
 * Whether an item satisfies a filter, written straight from the contract's words and as plainly as it can
 * be: what every adapter's own language is compared with.
 */
export function matches(filter: Filter, item: PlainItem): boolean {
  if ('filters' in filter) {
    const results = filter.filters.map((each) => matches(each, item));
    if (filter.op === 'all') return results.every(Boolean);
    return filter.op === 'any' ? results.some(Boolean) : !results.some(Boolean);
  }
  const found = foundAt(item, filter.field);
  const values = found.flatMap(scalars);
  const texts = values.filter((value) => typeof value === 'string');
  switch (filter.op) {
    case 'eq':
      return values.some((value) => same(value, filter.value));
    case 'ne':
      return !values.some((value) => same(value, filter.value));
    case 'in':
      return filter.values.some((wanted) => values.some((value) => same(value, wanted)));
    case 'exists':
      return (values.length > 0 || found.some(holdsObject)) === filter.value;
    case 'ieq':
      return texts.some((text) => foldedPlainly(text) === foldedPlainly(filter.value));
    case 'prefix':
      return texts.some((text) => text.startsWith(filter.value));
    case 'words': {
      const words = new Set(texts.flatMap(foldedWords));
      return foldedWords(filter.value).every((word) => words.has(word));
    }
    case 'length': {
      const lengths = found.flatMap((json) => (Array.isArray(json) ? [json.length] : []));
      if (filter.is === 'eq') return lengths.includes(filter.value);
      if (filter.is === 'ne') return !lengths.includes(filter.value);
      const { is } = filter;
      return lengths.some((length) => compares(is, length, filter.value));
    }
    default:
      return values.some((value) => compares(filter.op, value, filter.value));
  }
}

function same(a: FilterScalar, b: FilterScalar): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const instant = instantPlainly(a);
  return instant !== undefined && instant === instantPlainly(b);
}

function compares(op: 'lt' | 'lte' | 'gt' | 'gte', a: FilterScalar, b: string | number): boolean {
  if (typeof a !== typeof b) return false;
  const order = typeof a === 'number' ? a - Number(b) : textOrder(String(a), String(b));
  if (op === 'lt') return order < 0;
  if (op === 'lte') return order <= 0;
  return op === 'gt' ? order > 0 : order >= 0;
}

function textOrder(a: string, b: string): number {
  const [x, y] = [instantPlainly(a), instantPlainly(b)];
  return x !== undefined && y !== undefined ? x - y : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function foundAt({ itemId, payload }: PlainItem, field: string): Json[] {
  if (field === '$id') return [itemId];
  if (field === '$hasImage') return [payload.hasImage];
  // Vector stores know nothing of it, whatever metadata says.
  if (field === '$hasText') return [];
  if (field === '$createdAt') {
    return payload.createdAt === undefined ? [] : [new Date(payload.createdAt).toISOString()];
  }
  return at(payload.metadata, field);
}

/** What stands at a path, trying every way to split it, since a key may itself have dots; a list of objects is gone through. */
function at(json: Json, path: string): Json[] {
  if (Array.isArray(json)) {
    return (json as readonly Json[]).flatMap((each) => (Array.isArray(each) ? [] : at(each, path)));
  }
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]): Json[] => {
    if (key === path) return [value];
    return path.startsWith(`${key}.`) ? at(value, path.slice(key.length + 1)) : [];
  });
}

function scalars(json: Json): FilterScalar[] {
  const candidates: readonly Json[] = Array.isArray(json) ? (json as readonly Json[]) : [json];
  return candidates.filter(
    (each) => typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean',
  );
}

function holdsObject(json: Json): boolean {
  const candidates: readonly Json[] = Array.isArray(json) ? (json as readonly Json[]) : [json];
  return candidates.some((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
}
