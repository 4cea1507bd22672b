import type { CatalogueClass } from '@unseen/domain';
import { FILE_FIELD_NAMES, FILE_FIELDS, readFields, type Read } from './class-fields.ts';
import type { ImportedClass } from './imported-class.ts';

/** `since` is what an export of the API adds; it is not read. */
const FIELDS: readonly string[] = [...FILE_FIELD_NAMES, 'since'];

/** A class out of a JSON value, or what is wrong with it. Exemplars are item ids or objects as an export writes them. */
export function readJsonEntry(json: unknown): Read<ImportedClass> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { problem: 'must be an object' };
  const entry = json as Readonly<Record<string, unknown>>;
  const strange = Object.keys(entry).find((field) => !FIELDS.includes(field));
  if (strange !== undefined) return { problem: `"${strange}" is no field; use ${FIELDS.join(', ')}` };
  return readFields((field) => FILE_FIELDS[field].readJson(entry[field]));
}

/** A class as JSON, its parent by name. */
export function jsonEntry(entry: CatalogueClass, parent: string | undefined): ImportedClass {
  const { since: _since, ...rest } = entry;
  return { ...rest, parent };
}
