import type { Json, Metadata } from '@unseen/domain';

/**
 * The part of an item's metadata that was asked for, in its own shape.
 * @param fields - names or dotted paths; undefined: all
 */
export function shownFields(metadata: Metadata, fields: readonly string[] | undefined): Metadata {
  if (fields === undefined) return metadata;
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([key, value]): [string, Json][] => {
      if (fields.includes(key)) return [[key, value]];
      const inside = fields
        .filter((field) => field.startsWith(`${key}.`))
        .map((field) => field.slice(key.length + 1));
      return inside.length === 0 ? [] : partOf(value, inside).map((part) => [key, part]);
    }),
  );
}

function partOf(value: Json, fields: readonly string[]): Json[] {
  if (Array.isArray(value)) return [(value as readonly Json[]).flatMap((each) => partOf(each, fields))];
  if (typeof value !== 'object' || value === null) return [];
  const part = shownFields(value as Metadata, fields);
  return Object.keys(part).length === 0 ? [] : [part];
}
