import type { FilterScalar, Json, Metadata } from '@unseen/domain';

/**
 * The filterable values of an item: dotted path -> its scalars. Scalars and scalars in an array count; `null`, nested
 * arrays and objects in an array do not. A key that itself has dots shares the path it spells.
 */
export function fieldValues(metadata: Metadata): Map<string, FilterScalar[]> {
  const fields = new Map<string, FilterScalar[]>();
  collect(metadata, '', fields);
  return fields;
}

function collect(
  object: Readonly<Record<string, Json>>,
  prefix: string,
  fields: Map<string, FilterScalar[]>,
): void {
  for (const [key, value] of Object.entries(object)) {
    const path = prefix + key.toWellFormed();
    if (isObject(value)) {
      collect(value, `${path}.`, fields);
      continue;
    }
    const scalars = (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(isScalar);
    if (scalars.length > 0) fields.set(path, [...(fields.get(path) ?? []), ...scalars.map(wellFormed)]);
  }
}

/** A string without lone surrogates, which UTF-8 cannot hold; other scalars as they are. */
export function wellFormed<T extends FilterScalar>(value: T): T {
  return typeof value === 'string' ? (value.toWellFormed() as T) : value;
}

function isScalar(value: Json): value is FilterScalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
