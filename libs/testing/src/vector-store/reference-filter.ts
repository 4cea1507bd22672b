import type { Filter, FilterScalar, Json, Metadata } from '@unseen/domain';

/**
 * Whether an item's metadata satisfies a filter, written straight from the contract's words and as plainly as it can
 * be: what every adapter's own language is compared with.
 */
export function matches(filter: Filter, metadata: Metadata): boolean {
  if ('filters' in filter) {
    const results = filter.filters.map((each) => matches(each, metadata));
    if (filter.op === 'all') return results.every(Boolean);
    return filter.op === 'any' ? results.some(Boolean) : !results.some(Boolean);
  }
  const values = valuesAt(metadata, filter.field);
  switch (filter.op) {
    case 'eq':
      return values.includes(filter.value);
    case 'ne':
      return !values.includes(filter.value);
    case 'in':
      return filter.values.some((value) => values.includes(value));
    case 'exists':
      return values.length > 0 === filter.value;
    default:
      return values.some((value) => compares(filter.op, value, filter.value));
  }
}

function compares(op: 'lt' | 'lte' | 'gt' | 'gte', a: FilterScalar, b: string | number): boolean {
  if (typeof a !== typeof b) return false;
  const order =
    typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  if (op === 'lt') return order < 0;
  if (op === 'lte') return order <= 0;
  return op === 'gt' ? order > 0 : order >= 0;
}

/** The scalars at a path, trying every way to split it, since a key may itself have dots. */
function valuesAt(json: Json, path: string): FilterScalar[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  return Object.entries(json).flatMap(([key, value]) => {
    if (key === path) return scalars(value);
    return path.startsWith(`${key}.`) ? valuesAt(value, path.slice(key.length + 1)) : [];
  });
}

function scalars(json: Json): FilterScalar[] {
  const candidates: readonly Json[] = Array.isArray(json) ? (json as readonly Json[]) : [json];
  return candidates.filter(
    (each) => typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean',
  );
}
