import type { CatalogueClass } from '@unseen/domain';
import { FILE_FIELD_NAMES, FILE_FIELDS, readFields, type FileField, type Read } from './class-fields.ts';
import type { ImportedClass } from './imported-class.ts';

/** The columns of a CSV file of classes; only `name` must be there, in any order. */
export const CSV_COLUMNS: readonly FileField[] = FILE_FIELD_NAMES;

/** What people call the columns in tables of their own. */
const HEADINGS: Readonly<Partial<Record<FileField, readonly string[]>>> = {
  name: ['category', 'class', 'label', 'category name', 'class name', 'kategorie', 'klasse'],
  synonyms: ['synonym', 'also called', 'also known as', 'aka', 'alias', 'aliases', 'other names', 'synonyme'],
  description: ['notes', 'note', 'definition', 'text', 'comment', 'beschreibung'],
  parent: ['parent class', 'parent category', 'oberkategorie'],
  exemplars: ['examples', 'example', 'items', 'exemplar', 'beispiele'],
};

/** The column a heading means, in whatever case it is written. */
export function columnName(heading: string): string {
  const name = heading
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
  return (
    CSV_COLUMNS.find((column) => column.toLowerCase() === name.replaceAll(' ', '')) ??
    CSV_COLUMNS.find((column) => HEADINGS[column]?.includes(name)) ??
    heading.trim()
  );
}

/** What is wrong with the first line; undefined when it names the columns. */
export function headerProblem(header: readonly string[]): string | undefined {
  const strange = header.find((name) => !CSV_COLUMNS.some((column) => column === name));
  if (strange !== undefined) return `"${strange}" is no column; use ${CSV_COLUMNS.join(', ')}`;
  const missing = CSV_COLUMNS.find((column) => FILE_FIELDS[column].required && !header.includes(column));
  if (missing !== undefined) return `there is no column "${missing}"`;
  return new Set(header).size < header.length ? 'a column comes twice' : undefined;
}

/** A class out of a record, or what is wrong with it. */
export function readCsvRow(header: readonly string[], record: readonly string[]): Read<ImportedClass> {
  // Spreadsheets leave out empty cells at the end of a row, or write too many.
  if (record.slice(header.length).some((cell) => cell.trim() !== '')) {
    return { problem: `has ${record.length} fields instead of ${header.length}` };
  }
  return readFields((field) => FILE_FIELDS[field].readCell(record[header.indexOf(field)]?.trim() ?? ''));
}

/**
 * A class as a line of CSV (RFC 4180), with its line break.
 *
 * @param parent - name of its parent
 * @param safe - whether no cell may be taken for a formula by a spreadsheet; read back, such a cell keeps its apostrophe
 */
export function csvLine(entry: CatalogueClass, parent: string | undefined, safe = false): string {
  const value: ImportedClass = { ...entry, parent };
  const cells = CSV_COLUMNS.map((column) => cellOf(value, column));
  return `${cells.map((cell) => quoted(safe ? asText(cell) : cell)).join(',')}\r\n`;
}

function cellOf<F extends FileField>(entry: ImportedClass, field: F): string {
  return FILE_FIELDS[field].cell(entry[field]);
}

/** A cell that spreadsheets show as it is: an apostrophe before what begins a formula, as OWASP advises. */
function asText(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
