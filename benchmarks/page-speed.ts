// From a keystroke, or a click on a filter, to the results being drawn, in Chromium on the sample collection with classes,
// against the same searches sent over HTTP without a page.
// Run: npm run bench -- page-speed [--count 60]   (needs `npm run build`, and Chromium)
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { Reader } from '../test/browser/support/reader.ts';
import { Standalone } from '../test/support/standalone.ts';
import { percentile, report } from './support/report.ts';

/** A quick typist: 100 words a minute. */
const BETWEEN_KEYS_MS = 120;
const { values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '60' } },
});
const count = Number(values.count);
const KINDS = ['red', 'small', 'old', 'round', 'happy', 'green', 'wooden', 'wild'];
const THINGS = ['fruit', 'animal', 'vehicle', 'building', 'tool', 'face', 'flower', 'garment'];
/** No two alike, so that nothing comes from a cache. */
const queries = KINDS.flatMap((kind) => THINGS.map((thing) => `a ${kind} ${thing}`)).slice(0, count);
const platform = await Standalone.start({ UNSEEN_SAMPLE: 'on' });

/** Milliseconds from the last key, or the click, to the frame after the results are there. */
async function untilDrawn(page: Page, text: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const done = () =>
      document.title.startsWith(wanted) &&
      document.querySelector('.search-box[data-busy]') === null &&
      document.querySelector('.results[aria-busy="false"]') !== null;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (!done()) await frame();
    await frame();
    return performance.now() - (window as unknown as { lastEvent: number }).lastEvent;
  }, text);
}

/** Remembers when the last key or click came. */
function remember(): void {
  const note = (event: Event) => Object.assign(window, { lastEvent: event.timeStamp });
  for (const type of ['input', 'click']) window.addEventListener(type, note, { capture: true });
}

async function overHttp(text: string): Promise<number> {
  const started = performance.now();
  await platform.json(200, 'POST', '/v1/search', {
    text,
    limit: 40,
    facets: true,
    sizes: true,
    cutoff: 'off',
  });
  return performance.now() - started;
}

let reader: Reader | undefined;
try {
  for (const [name, exemplars] of Object.entries({ fruit: ['red-apple', 'pear'], animal: ['dog', 'cat'] }))
    await platform.json(201, 'POST', '/v1/classes', { name, seen: false, exemplars });
  reader = await Reader.open(platform.url);
  const { page } = reader;
  await page.addInitScript(remember);
  await page.goto('/?q=warm+up');
  await reader.settled();
  const typed: number[] = [];
  const clicked: number[] = [];
  const http: number[] = [];
  for (const text of queries) {
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').pressSequentially(text, { delay: BETWEEN_KEYS_MS });
    typed.push(await untilDrawn(page, text));
    await page.getByRole('checkbox').first().click();
    clicked.push(await untilDrawn(page, text));
    // Other words: the vectors of the same ones are kept.
    http.push(await overHttp(`${text} again`));
  }
  const all = [...typed, ...clicked];
  report(
    'From interaction to results in the browser',
    {
      value: percentile(all, 0.75) / percentile(http, 0.75),
      of: 'times the p75 of the same searches over HTTP',
    },
    {
      'ms, last key to results, median': percentile(typed, 0.5),
      'ms, last key to results, p75': percentile(typed, 0.75),
      'ms, last key to results, p95': percentile(typed, 0.95),
      'ms, filter to results, p75': percentile(clicked, 0.75),
      'ms, all interactions, p75': percentile(all, 0.75),
      'ms, search over HTTP, p75': percentile(http, 0.75),
      interactions: all.length,
    },
  );
} finally {
  await reader?.close();
  await platform.dispose();
}
