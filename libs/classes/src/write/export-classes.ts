import { csvLine, CSV_COLUMNS } from '../transfer/csv-row.ts';
import { jsonEntry } from '../transfer/json-entry.ts';
import type { CatalogueClass } from '@unseen/domain';

/** Classes written in one piece. */
const AT_ONCE = 200;

/** Classes as CSV, a piece at a time; importing it gives the same catalogue, unless it is made {@link csvLine safe} for spreadsheets. */
export function* classesAsCsv(
  classes: readonly CatalogueClass[],
  safe = false,
): Generator<string, void, undefined> {
  const names = new Map(classes.map(({ id, name }) => [id, name]));
  yield `${CSV_COLUMNS.join(',')}\r\n`;
  for (let start = 0; start < classes.length; start += AT_ONCE) {
    const some = classes.slice(start, start + AT_ONCE);
    yield some.map((entry) => csvLine(entry, parentName(entry, names), safe)).join('');
  }
}

/** Classes as a JSON document, a piece at a time; importing it gives the same catalogue. */
export function* classesAsJson(
  classes: readonly CatalogueClass[],
  version: number,
): Generator<string, void, undefined> {
  const names = new Map(classes.map(({ id, name }) => [id, name]));
  yield `{"version":${version},"classes":[`;
  for (let start = 0; start < classes.length; start += AT_ONCE) {
    const some = classes.slice(start, start + AT_ONCE);
    const text = some.map((entry) => JSON.stringify(jsonEntry(entry, parentName(entry, names)))).join(',\n');
    yield start === 0 ? text : `,\n${text}`;
  }
  yield ']}\n';
}

function parentName(entry: CatalogueClass, names: ReadonlyMap<string, string>): string | undefined {
  return entry.parent === undefined ? undefined : names.get(entry.parent);
}
