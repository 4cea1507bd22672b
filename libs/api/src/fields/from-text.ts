import { parseJson } from '@unseen/domain';
import type { TextForm } from './rule.ts';

/**
 * The value that a text of a query or a multipart body stands for. Text that stands for nothing of the kind stays as it is,
 * for the field's own rule to refuse in its own words.
 *
 * @param name - of the field, for messages
 * @param given - text, a list of texts where a field came several times, or the value of a part that was JSON by its label
 * @throws AppError as {@link parseJson}
 */
export function fromText(form: TextForm, name: string, given: unknown): unknown {
  if (form === 'list') return Array.isArray(given) ? given : listOf(name, given);
  if (typeof given !== 'string') return given;
  switch (form) {
    case 'text':
      return given;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,15})?$|^\.\d{1,15}$/.test(given) ? Number(given) : given;
    case 'flag':
      return given === 'true' ? true : given === 'false' ? false : given;
    case 'json':
      return parseJson(given, name);
    case 'textOrList':
      return given.trimStart().startsWith('[') ? parseJson(given, name) : given;
  }
}

function listOf(name: string, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  return given.trimStart().startsWith('[') ? parseJson(given, name) : [given];
}
