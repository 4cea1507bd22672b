import { CLASS_STATUSES, type CatalogueClass, type ClassStatus } from '@unseen/domain';
import { readExemplar, type ExemplarName, type ImportedClass } from './imported-class.ts';

const FIELDS = ['id', 'name', 'synonyms', 'description', 'seen', 'status', 'parent', 'exemplars', 'since'];

/** A class out of a JSON value, or what is wrong with it. Exemplars are item ids or objects as an export writes them. */
export function readJsonEntry(
  json: unknown,
): { readonly value: ImportedClass } | { readonly problem: string } {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { problem: 'must be an object' };
  const entry = json as Readonly<Record<string, unknown>>;
  const strange = Object.keys(entry).find((field) => !FIELDS.includes(field));
  if (strange !== undefined) return { problem: `"${strange}" is no field; use ${FIELDS.join(', ')}` };
  const { id, name, synonyms = [], description, seen, status = 'active', parent, exemplars = [] } = entry;
  const odd = Object.entries({ id, description, parent }).find(([, value]) => !isOptionalText(value))?.[0];
  if (typeof name !== 'string') return { problem: 'name must be a text' };
  if (odd !== undefined) return { problem: `${odd} must be a text` };
  if (typeof seen !== 'boolean') return { problem: 'seen must be true or false' };
  if (!CLASS_STATUSES.some((known) => known === status)) {
    return { problem: `status must be one of ${CLASS_STATUSES.join(', ')}` };
  }
  if (!isList(synonyms, (word) => typeof word === 'string')) {
    return { problem: 'synonyms must be a list of texts' };
  }
  if (!isList(exemplars, isExemplar)) return { problem: 'exemplars must be a list of item ids' };
  return {
    value: {
      id: (id as string | null | undefined) ?? undefined,
      name,
      synonyms: synonyms as string[],
      description: (description as string | null | undefined) ?? undefined,
      seen,
      status: status as ClassStatus,
      parent: (parent as string | null | undefined) ?? undefined,
      exemplars: (exemplars as (string | ExemplarName)[]).map((each) =>
        typeof each === 'string' ? readExemplar(each) : each,
      ),
    },
  };
}

/** A class as JSON, its parent by name. */
export function jsonEntry(entry: CatalogueClass, parent: string | undefined): ImportedClass {
  const { id, name, synonyms, description, seen, status, exemplars } = entry;
  return { id, name, synonyms, description, seen, status, parent, exemplars };
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function isList(value: unknown, of: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(of);
}

function isExemplar(value: unknown): boolean {
  if (typeof value === 'string') return value !== '';
  if (typeof value !== 'object' || value === null) return false;
  const { id, collection, itemId } = value as Record<string, unknown>;
  return (
    [id, collection, itemId].every(isOptionalText) && (typeof id === 'string' || typeof itemId === 'string')
  );
}
