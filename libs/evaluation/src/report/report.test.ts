import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluate } from '../evaluate.ts';
import { summarize } from '../result/summarize.ts';
import type { RankedQuery } from '../score/rank-queries.ts';
import { ColorSet } from '../testing/color-set.ts';
import { pickCases } from './pick-cases.ts';
import { renderReport } from './render-report.ts';

let set: ColorSet;
beforeAll(async () => {
  set = await ColorSet.open();
  const colors = ['red', 'green', 'blue', 'yellow', 'cyan', 'magenta'];
  const lines = ['gone.png#0\t<script>alert(1)</script>\n'];
  for (const [i, upper] of colors.entries()) {
    for (const lower of colors.slice(i)) {
      await set.paint(`${upper}-${lower}.png`, upper, lower);
      lines.push(`${upper}-${lower}.png#0\t<b>${upper}</b> & "${lower}" thing\n`);
    }
  }
  await set.write('captions.token.txt', lines.join(''));
});
afterAll(() => set.close());

const ranked = (rank: number): RankedQuery => ({ rank, averagePrecision: 1 / rank, top: [0] });

test('wins and losses are what changes the reciprocal rank most', () => {
  const method = [1, 100, 2, 5, 7].map(ranked);
  const baseline = [3, 300, 1, 5, 6].map(ranked);
  const { wins, losses, counts } = pickCases(method, baseline, 1);
  expect(wins.map(({ query }) => query)).toEqual([0]);
  expect(losses.map(({ query }) => query)).toEqual([2]);
  expect(counts).toEqual({ better: 2, worse: 2, same: 1 });
});

test('a report holds its pictures, shows both sides of every case, and lets no caption become markup', async () => {
  const source = { format: 'flickr', images: 'pictures', annotations: 'captions.token.txt' } as const;
  const evaluation = await evaluate({ source, methods: ['inn', 'imfa'], candidates: 'all' }, set.parts);
  const html = await renderReport(evaluation, summarize(evaluation), set.parts);
  expect(html).toContain('21 pictures, 21 captions');
  expect(html).not.toContain('<script>');
  expect(html).not.toMatch(/<b>(red|green|blue)/);
  expect(html).toContain('entry_image_missing');
  expect(html).not.toMatch(/(src|href)=|url\((?!data:)/);
  const changed = evaluation.textToImage
    .get('imfa')!
    .filter(({ rank }, query) => rank !== evaluation.textToImage.get('inn')![query]!.rank).length;
  expect(changed).toBeGreaterThan(0);
  const cases = html.split('class="case"').length - 1;
  expect(cases).toBeGreaterThanOrEqual(Math.min(changed, 15));
  for (const [, position] of html.matchAll(/class="picture p(\d+)/g)) {
    expect(html).toContain(`.p${position}{background-image:url(data:image/`);
  }
});

test('a report on one method has figures alone', async () => {
  const source = { format: 'flickr', images: 'pictures', annotations: 'captions.token.txt' } as const;
  const evaluation = await evaluate({ source, methods: ['imfa'], candidates: 10 }, set.parts);
  const html = await renderReport(evaluation, summarize(evaluation), set.parts);
  expect(html).toContain('<td>imfa</td>');
  expect(html).not.toContain('class="case"');
});
