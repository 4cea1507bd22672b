import { Unseen } from '@unseen/client';
import { Reader } from '../../test/browser/support/reader.ts';
import { percentile, report } from '../support/report.ts';
import { memory, note, type Noted, painted } from './measure.ts';

/** What someone does on a map: comes closer, looks around, goes back. */
const KEYS = [
  ...['+', '+', '+', 'ArrowLeft', 'ArrowUp', 'ArrowLeft', '+', '+', '+', '+', 'ArrowDown', 'ArrowRight'],
  ...['-', '-', '-', '-', 'ArrowRight', 'ArrowRight', 'ArrowDown', '+', '+', '0'],
];

/** Prints how long the map of a collection takes to make, and how it feels. */
export async function measureMap(url: string, collection: string, count: number): Promise<void> {
  const unseen = new Unseen({ url });
  const started = performance.now();
  for await (const { state } of unseen.watchJob((await unseen.maps.make(collection)).jobId))
    if (state === 'failed') throw new Error('The map could not be made.');
  const made = performance.now();
  const { ids } = await unseen.maps.get(collection);
  const fetched = performance.now();
  if (ids.length !== count) throw new Error(`The map holds ${ids.length} of ${count} items.`);
  const reader = await Reader.open(url);
  const { page } = reader;
  try {
    await page.addInitScript(note);
    const opened = performance.now();
    await page.goto(`/map?c=${collection}`);
    await page.locator('.map-list .tile').first().waitFor();
    const shown = performance.now() - opened;
    await page.locator('.map-view canvas').focus();
    for (let round = 0; round < 3; round++)
      for (const key of KEYS) {
        await page.keyboard.press(key);
        await painted(page);
      }
    const { interactions } = await page.evaluate(() => (window as unknown as { noted: Noted }).noted);
    const durations = Object.values(interactions);
    const { heap, tab } = await memory(page);
    report(
      `The map of ${count} pictures`,
      { value: (1_000 * count) / (made - started), of: 'pictures a second arranged' },
      {
        's to make': (made - started) / 1_000,
        's to read by the client': (fetched - made) / 1_000,
        's until it is shown': shown / 1_000,
        'ms, interaction to next paint, p75': percentile(durations, 0.75),
        'ms, interaction to next paint, p98': percentile(durations, 0.98),
        interactions: 3 * KEYS.length,
        'MB in the tab': tab / 1e6,
        'MB of heap': heap / 1e6,
      },
    );
  } finally {
    await reader.close();
  }
}
