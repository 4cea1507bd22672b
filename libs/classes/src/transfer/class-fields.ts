import { CLASS_STATUSES, type ClassContent } from '@unseen/domain';
import { exemplarText, readExemplar, type ExemplarName, type ImportedClass } from './imported-class.ts';

/** A value, or what is wrong with what was read. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

/** How a field of a class stands in a file. */
interface FieldFormat<T> {
  /** Whether a table must have its column. */
  readonly required?: boolean;
  /** @param cell - trimmed; empty where the table has no such column */
  readonly readCell: (cell: string) => Read<T>;
  readonly cell: (value: T) => string;
  /** @param json - undefined where it is absent */
  readonly readJson: (json: unknown) => Read<T>;
}

/**
 * The fields of a class in files, in the order of the columns: a field of {@link ClassContent} that is not here does not compile.
 * All that reads and writes files goes by this table. `parent` is written by name.
 */
export const FILE_FIELDS: { readonly [F in 'id' | keyof ClassContent]: FieldFormat<ImportedClass[F]> } = {
  id: optionalText('id'),
  name: {
    required: true,
    readCell: (cell) => ({ value: cell }),
    cell: (value) => value,
    readJson: (json) => (typeof json === 'string' ? { value: json } : { problem: 'name must be a text' }),
  },
  synonyms: {
    readCell: (cell) => ({ value: splitList(cell) }),
    cell: joinList,
    readJson: (json = []) =>
      isList(json, (word): word is string => typeof word === 'string')
        ? { value: json }
        : { problem: 'synonyms must be a list of texts' },
  },
  description: optionalText('description'),
  seen: {
    readCell: (cell) => {
      const word = cell.toLowerCase();
      // A category that nothing is said of is one that the model was not trained on.
      const seen = YES.includes(word) ? true : NO.includes(word) ? false : undefined;
      return seen === undefined ? NO_FLAG : { value: seen };
    },
    cell: String,
    readJson: (json) => (typeof json === 'boolean' ? { value: json } : NO_FLAG),
  },
  status: {
    readCell: (cell) => readStatus(cell || undefined),
    cell: String,
    readJson: readStatus,
  },
  parent: optionalText('parent'),
  exemplars: exemplarList('exemplars', [] as readonly ExemplarName[]),
  counterExemplars: exemplarList('counterExemplars', undefined),
  line: {
    readCell: (cell) => (cell === '' ? { value: undefined } : readLine(Number(cell))),
    cell: (value) => value?.toString() ?? '',
    readJson: readLine,
  },
};

/** A field in a file. */
export type FileField = keyof typeof FILE_FIELDS;

/** The names of {@link FILE_FIELDS}. */
export const FILE_FIELD_NAMES = Object.keys(FILE_FIELDS) as FileField[];

/** Reads every field of a class, or says what is wrong with the first that cannot be read. */
export function readFields(read: (field: FileField) => Read<unknown>): Read<ImportedClass> {
  const value: Record<string, unknown> = {};
  for (const field of FILE_FIELD_NAMES) {
    const one = read(field);
    if ('problem' in one) return one;
    value[field] = one.value;
  }
  return { value: value as unknown as ImportedClass };
}

/** What spreadsheets and people write for true and false. */
const YES = ['true', 'yes', '1', 'x', 'wahr', 'ja', 'vrai', 'oui'];
const NO = ['', 'false', 'no', '0', 'falsch', 'nein', 'faux', 'non'];

const NO_FLAG = { problem: 'seen must be true or false' };

function optionalText(field: string): FieldFormat<string | undefined> {
  return {
    readCell: (cell) => ({ value: cell || undefined }),
    cell: (value = '') => value,
    readJson: (json) =>
      isOptionalText(json) ? { value: json ?? undefined } : { problem: `${field} must be a text` },
  };
}

/** @param none - what stands for a list without anything in it */
function exemplarList<None extends readonly ExemplarName[] | undefined>(field: string, none: None) {
  type Value = readonly ExemplarName[] | None;
  const listed = (names: readonly ExemplarName[]): { value: Value } => ({
    value: names.length > 0 ? names : none,
  });
  return {
    readCell: (cell: string) => listed(splitList(cell).map(readExemplar)),
    cell: (value: Value) => joinList((value ?? []).map(exemplarText)),
    readJson: (json: unknown): Read<Value> => {
      const given = json ?? [];
      return isList(given, isExemplar)
        ? listed(given.map((each) => (typeof each === 'string' ? readExemplar(each) : each)))
        : { problem: `${field} must be a list of item ids` };
    },
  };
}

function readLine(given: unknown): Read<number | undefined> {
  if (given === undefined || given === null) return { value: undefined };
  return typeof given === 'number' && given >= 0 && given <= 1
    ? { value: given }
    : { problem: 'line must be a number from 0 to 1' };
}

function readStatus(given: unknown = 'active'): Read<ClassContent['status']> {
  const status = CLASS_STATUSES.find((known) => known === given);
  return status === undefined
    ? { problem: `status must be one of ${CLASS_STATUSES.join(', ')}` }
    : { value: status };
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}

function isList<T>(value: unknown, of: (element: unknown) => element is T): value is T[] {
  return Array.isArray(value) && value.every(of);
}

function isExemplar(value: unknown): value is string | ExemplarName {
  if (typeof value === 'string') return value !== '';
  if (typeof value !== 'object' || value === null) return false;
  const { id, collection, itemId } = value as Record<string, unknown>;
  return (
    [id, collection, itemId].every(isOptionalText) && (typeof id === 'string' || typeof itemId === 'string')
  );
}

/** Lists in a cell are separated by `|`; a `|` inside a word is written `\|`. */
function joinList(words: readonly string[]): string {
  return words.map((word) => word.replaceAll('\\', '\\\\').replaceAll('|', '\\|')).join('|');
}

function splitList(text: string): string[] {
  if (text === '') return [];
  const words = [''];
  for (let i = 0; i < text.length; i++) {
    const escaped = text[i] === '\\' && i + 1 < text.length;
    if (escaped) words[words.length - 1] += text[++i]!;
    else if (text[i] === '|') words.push('');
    else words[words.length - 1] += text[i]!;
  }
  return words.map((word) => word.trim());
}
