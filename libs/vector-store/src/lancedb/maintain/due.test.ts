import { expect, it } from 'vitest';
import { isDue } from './due.ts';

const busy = { rows: 7_000, commits: 5, writtenRows: 100, quiet: false };

it.each([
  ['nothing was written', { ...busy, commits: 0, quiet: true }, false],
  ['writing goes on and little is new', busy, false],
  ['writing has paused', { ...busy, quiet: true }, true],
  ['many small files', { ...busy, commits: 32 }, true],
  ['many small files, in a large space', { ...busy, rows: 50_000, commits: 32 }, false],
  ['as many small files as any space may have', { ...busy, rows: 1_000_000, commits: 128 }, true],
  ['a fifth is new', { ...busy, rows: 50_000, writtenRows: 10_000 }, true],
  ['much of very little is new', { ...busy, rows: 100, writtenRows: 100 }, false],
])('maintenance when %s', (_, activity, due) => {
  expect(isDue(activity)).toBe(due);
});
