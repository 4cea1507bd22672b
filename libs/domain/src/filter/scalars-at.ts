import type { Json } from '../item.ts';
import type { FilterableItem } from './filterable-fields.ts';
import { HAS_TEXT, type FilterScalar } from './filter.ts';

/** The values an item has in a field, as filters, facets and sorting see them: each once. */
export function scalarsAt({ itemId, payload }: FilterableItem, field: string): FilterScalar[] {
  if (field === '$id') return [itemId];
  if (field === '$hasImage') return [payload.hasImage];
  if (field === HAS_TEXT) return payload.hasText === undefined ? [] : [payload.hasText];
  if (field === '$createdAt') {
    return payload.createdAt === undefined ? [] : [new Date(payload.createdAt).toISOString()];
  }
  return [...new Set(below(payload.metadata, field))];
}

function below(object: Readonly<Record<string, Json>>, path: string): FilterScalar[] {
  const found: FilterScalar[] = [];
  if (Object.hasOwn(object, path)) found.push(...scalarsOf(object[path]!));
  // A key may itself have dots, so every way to split the path is tried.
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot);
    if (!Object.hasOwn(object, key)) continue;
    const value = object[key]!;
    const rest = path.slice(dot + 1);
    for (const each of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
      if (isObject(each)) found.push(...below(each, rest));
    }
  }
  return found;
}

function scalarsOf(value: Json): FilterScalar[] {
  const entries: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return entries.filter(
    (each) => typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean',
  );
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
