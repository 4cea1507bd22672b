// How the page feels, on the sample and on a large collection: interaction to next paint (INP, p75), long tasks and late frames while a
// collection is scrolled from its first picture to its last, and the memory of the tab afterwards; and the same of its map, with the
// time that making it takes.
// Run: npm run bench -- page [--count 100000]   (needs `npm run build`, and Chromium; filling takes minutes)
import { parseArgs } from 'node:util';
import { Standalone } from '../test/support/standalone.ts';
import { growLibraries } from './page/grow-library.ts';
import { measure } from './page/measure.ts';
import { measureMap } from './page/measure-map.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '100000' } },
});
const COUNT = Number(values.count);
const SAMPLE = 1_161;
const platform = await Standalone.start({ UNSEEN_SAMPLE: 'on' });
try {
  const items = async () =>
    (await platform.json(200, 'GET', '/v1/items/count?collection=default')).count as number;
  while ((await items()) < SAMPLE) await new Promise((resolve) => setTimeout(resolve, 2_000));
  await growLibraries(platform, { sample: SAMPLE, library: COUNT });
  await measure(platform.url, 'sample', SAMPLE);
  await measure(platform.url, 'library', COUNT);
  await measureMap(platform.url, 'library', COUNT);
} finally {
  await platform.dispose();
}
