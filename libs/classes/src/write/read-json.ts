import { readJsonEntry } from '../transfer/json-entry.ts';
import { type ImportRow } from '../transfer/imported-class.ts';
import { AppError } from '@unseen/domain';

/**
 * The classes of a JSON document: `{ "classes": [...] }` as an export writes it, or the list alone.
 * @throws AppError `import_invalid` when it is neither
 */
export async function* readJson(document: unknown): AsyncGenerator<ImportRow, void, undefined> {
  const list: unknown = Array.isArray(document)
    ? document
    : (document as { readonly classes?: unknown } | null | undefined)?.classes;
  if (!Array.isArray(list)) {
    const message = 'must be a list';
    throw new AppError('import_invalid', `classes: ${message}.`, { errors: [{ field: 'classes', message }] });
  }
  for (const [index, entry] of list.entries())
    yield { place: `classes[${index}]`, read: readJsonEntry(entry) };
}
