import { CLASS_STATUSES, type CatalogueClass, type ClassStatus } from '@unseen/domain';
import { exemplarText, readExemplar, type ImportedClass } from './imported-class.ts';

/** The columns of a CSV file of classes; only `name` and `seen` must be there, in any order. */
export const CSV_COLUMNS = [
  'id',
  'name',
  'synonyms',
  'description',
  'seen',
  'status',
  'parent',
  'exemplars',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** What is wrong with the first line; undefined when it names the columns. */
export function headerProblem(header: readonly string[]): string | undefined {
  const strange = header.find((name) => !CSV_COLUMNS.some((column) => column === name));
  if (strange !== undefined) return `"${strange}" is no column; use ${CSV_COLUMNS.join(', ')}`;
  const missing = ['name', 'seen'].find((column) => !header.includes(column));
  if (missing !== undefined) return `there is no column "${missing}"`;
  return new Set(header).size < header.length ? 'a column comes twice' : undefined;
}

/** A class out of a record, or what is wrong with it. Lists are separated by `|`; a `|` inside a word is written `\|`. */
export function readCsvRow(
  header: readonly string[],
  record: readonly string[],
): { readonly value: ImportedClass } | { readonly problem: string } {
  if (record.length !== header.length) {
    return { problem: `has ${record.length} fields instead of ${header.length}` };
  }
  const cell = (column: CsvColumn) => record[header.indexOf(column)]?.trim() ?? '';
  const seen = cell('seen').toLowerCase();
  if (seen !== 'true' && seen !== 'false') return { problem: 'seen must be true or false' };
  const status = cell('status') || 'active';
  if (!CLASS_STATUSES.some((known) => known === status)) {
    return { problem: `status must be one of ${CLASS_STATUSES.join(', ')}` };
  }
  return {
    value: {
      id: cell('id') || undefined,
      name: cell('name'),
      synonyms: splitList(cell('synonyms')),
      description: cell('description') || undefined,
      seen: seen === 'true',
      status: status as ClassStatus,
      parent: cell('parent') || undefined,
      exemplars: splitList(cell('exemplars')).map(readExemplar),
    },
  };
}

/** A class as a line of CSV (RFC 4180), with its line break. @param parent - name of its parent */
export function csvLine(entry: CatalogueClass, parent: string | undefined): string {
  const cells: Record<CsvColumn, string> = {
    id: entry.id,
    name: entry.name,
    synonyms: joinList(entry.synonyms),
    description: entry.description ?? '',
    seen: String(entry.seen),
    status: entry.status,
    parent: parent ?? '',
    exemplars: joinList(entry.exemplars.map(exemplarText)),
  };
  return `${CSV_COLUMNS.map((column) => quoted(cells[column])).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

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
