import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { detail, ratioRow, renderRows, valueRow } from '../benchmarks/embedded/row.ts';
import { renderSpeed, withSpeed } from '../scripts/speed/render.ts';

const ROWS = [
  ratioRow('a search', '42.1 ms', 'its parts alone, 30.0 ms', 42.1 / 30, { most: 1.6 }),
  ratioRow('loading', '40 pictures/s', 'a bare loop, 80/s', 0.5, { least: 1.26 }),
  valueRow('resident, empty', 412.3, 'MiB', 450),
  detail(valueRow('the most resident meanwhile', 900, 'MiB')),
];

test('a table says what was measured, against what, and whether it is what must hold', () => {
  const [head, search, loading, resident] = renderRows(ROWS).split('\n');
  expect(head).toMatch(/^what +measured +ratio +to +must hold$/);
  expect(search).toMatch(/^a search +42\.1 ms +1\.40 +its parts alone, 30\.0 ms +at most 1\.6: met$/);
  expect(loading).toMatch(/0\.50 .*at least 1\.26: MISSED$/);
  expect(resident).toMatch(/412 MiB +at most 450 MiB: met$/);
});

test('the table replaces what stands between its marks in the README, and nothing else', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const table = renderSpeed({ pictures: 7_091, rows: ROWS });
  expect(table).toMatch(/\| a search +\| 42\.1 ms +\| 1\.4 times its parts alone, 30\.0 ms +\|/);
  expect(table).not.toContain('meanwhile');
  expect(table).toMatch(/\| resident, empty +\| 412 MiB +\| +\|/);
  const written = withSpeed(readme, table);
  expect(written).toContain(table);
  expect(withSpeed(written, table)).toBe(written);
  expect(written.split('<!-- speed')[0]).toBe(readme.split('<!-- speed')[0]);
  expect(written.split('<!-- /speed -->')[1]).toBe(readme.split('<!-- /speed -->')[1]);
  expect(() => withSpeed('# no marks', table)).toThrowError(/speed/);
});
