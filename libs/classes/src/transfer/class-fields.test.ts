import { CLASS_FIELDS, type CatalogueClass } from '@unseen/domain';
import { expect, it } from 'vitest';
import { changedFields } from '../version/diff.ts';
import { ownFields } from '../write/class-input.ts';
import { CSV_COLUMNS, csvLine, headerProblem, readCsvRow } from './csv-row.ts';
import { jsonEntry, readJsonEntry } from './json-entry.ts';

/** A class that says something in every field. */
const full: Required<CatalogueClass> = {
  id: '5b0c',
  since: 3,
  name: 'dragon fruit',
  synonyms: ['pitaya', 'a|b'],
  description: 'pink, with "scales", and more',
  seen: true,
  status: 'off',
  parent: 'fruit',
  exemplars: [{ id: 'a'.repeat(32), collection: 'shop', itemId: 'df-1' }],
  counterExemplars: [{ id: 'b'.repeat(32), collection: 'shop', itemId: 'cactus-1' }],
  line: 0.25,
};
const { since: _since, ...written } = full;

it('writes every field of a class to a table and to JSON, and reads each back', () => {
  const [line] = csvLine(full, 'fruit').split('\r\n');
  const cells = [...line!.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, cell]) => cell!.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'))
    .slice(0, CSV_COLUMNS.length);
  expect(headerProblem(CSV_COLUMNS)).toBeUndefined();
  expect(readCsvRow(CSV_COLUMNS, cells)).toEqual({ value: written });
  const json: unknown = JSON.parse(JSON.stringify(jsonEntry(full, 'fruit')));
  expect(readJsonEntry(json)).toEqual({ value: written });
  expect(Object.keys(written).sort()).toEqual(['id', ...CLASS_FIELDS].sort());
});

it.each(["=cmd|' /C calc'!A0", '+1+1', '-2+3', '@SUM(1)', '\tx', '\rx'])(
  'writes %j so that no spreadsheet takes it for a formula, where it is asked to',
  (name) => {
    const cell = (safe: boolean) =>
      csvLine({ ...full, name }, 'fruit', safe)
        .split(',')[1]!
        .replace(/^"/, '');
    expect(cell(false).startsWith(name)).toBe(true);
    expect(cell(true).startsWith(`'${name}`)).toBe(true);
  },
);

it('reads a class of a name alone, and says which field is wrong', () => {
  expect(readCsvRow(['name', 'seen'], ['cat', 'TRUE'])).toEqual({
    value: { name: 'cat', synonyms: [], seen: true, status: 'active', exemplars: [] },
  });
  expect(readCsvRow(['name', 'seen', 'status'], ['cat', 'true', 'on'])).toEqual({
    problem: 'status must be one of active, off',
  });
  expect(readJsonEntry({ name: 'cat', seen: 'yes' })).toEqual({ problem: 'seen must be true or false' });
  const tooFar = { problem: 'line must be a number from 0 to 1' };
  expect(readCsvRow(['name', 'seen', 'line'], ['cat', 'true', '1.5'])).toEqual(tooFar);
  expect(readJsonEntry({ name: 'cat', seen: true, line: '0.5' })).toEqual(tooFar);
  expect(readJsonEntry({ name: 'cat', seen: true, parent: 7 })).toEqual({ problem: 'parent must be a text' });
  expect(readJsonEntry({ name: 'cat', seen: true, colour: 'red' })).toMatchObject({
    problem: expect.stringContaining('"colour" is no field') as string,
  });
});

it('keeps what a change does not say, and takes away what it says is null', () => {
  expect(ownFields({ name: ' cat ' }, full)).toMatchObject({ name: 'cat', description: full.description });
  expect(ownFields({ description: null, synonyms: null, seen: false }, full)).toEqual({
    name: 'dragon fruit',
    synonyms: full.synonyms,
    description: undefined,
    seen: false,
    status: 'off',
    line: full.line,
  });
  expect(ownFields({ line: null }, full).line).toBeUndefined();
  expect(() => ownFields({ line: 2 }, full)).toThrow('line must be a number from 0 to 1');
});

it('tells which fields differ', () => {
  for (const field of CLASS_FIELDS)
    expect(changedFields(full, { ...full, [field]: 'else' })).toEqual([field]);
});
