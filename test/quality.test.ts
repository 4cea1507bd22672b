import type { EvaluationResult } from '@unseen/evaluation';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { renderQuality, withQuality } from '../scripts/quality/render.ts';

const direction = (first: number) => ({
  'R@1': first,
  'R@5': first + 20.04,
  'R@10': first + 30,
  medianRank: 3,
  mAP: 25,
  queries: 10,
  intervals: { 'R@1': [first - 2.5, first + 2.5], 'R@5': [0, 1], 'R@10': [0, 1], mAP: [0, 1] } as const,
});
const RESULT = {
  pack: 'lite@1.1.0',
  pictures: 1000,
  captions: 5000,
  methods: { inn: { imageToText: direction(28), textToImage: direction(22) } },
} as unknown as EvaluationResult;

test('the table replaces what stands between its marks in the README, and nothing else', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const table = renderQuality(RESULT, 'a set');
  expect(table).toContain('1,000 photographs and 5,000 captions of a set');
  expect(table).toMatch(/\| plain inner product \| 28\.0 \/ 48\.0 \/ 58\.0 \| 25\.5 to 30\.5 \|/);
  const written = withQuality(readme, table);
  expect(written).toContain(table);
  expect(withQuality(written, renderQuality(RESULT, 'another set'))).toBe(
    written.replace('a set', 'another set'),
  );
  expect(() => withQuality('# no marks', table)).toThrowError(/quality/);
});

test('the README has a table that was measured', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toMatch(/\*\*IMFA\*\* +\| \d+\.\d \/ \d+\.\d \/ \d+\.\d +\| \d+\.\d to \d+\.\d/);
});
