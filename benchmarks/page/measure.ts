import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { Reader } from '../../test/browser/support/reader.ts';
import { percentile, report } from '../support/report.ts';

/** Event timing tells nothing of what takes less. */
const UNTOLD_MS = 16;

/** What the page notes of itself while it is used. */
export interface Noted {
  readonly interactions: Record<number, number>;
  readonly longTasks: number[];
}

/** Runs in the page, before its own scripts. */
export function note(): void {
  const noted: Noted = { interactions: {}, longTasks: [] };
  Object.assign(window, { noted });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[]) {
      const { interactionId = 0, duration } = entry;
      if (interactionId > 0)
        noted.interactions[interactionId] = Math.max(noted.interactions[interactionId] ?? 0, duration);
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    noted.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });
}

/** Uses the page as people do: types, opens, closes, goes from picture to picture, selects, filters. @returns interactions made */
async function use(reader: Reader, collection: string, collect: () => Promise<void>): Promise<number> {
  const { page } = reader;
  let made = 0;
  const press = async (key: string, times = 1) => {
    for (let at = 0; at < times; at++, made++) {
      await page.keyboard.press(key);
      await painted(page);
    }
  };
  for (const text of ['a red fruit', 'someone happy', 'a small boat']) {
    await page.goto(`/?c=${collection}`);
    await page.locator('.tile').first().waitFor();
    await page.getByRole('searchbox').focus();
    for (const letter of text) await press(letter);
    await reader.settled();
    await page.locator('.tile > a').first().click();
    made++;
    await page.getByRole('dialog').waitFor();
    await press('ArrowRight', 5);
    await press('Escape');
    await press('x');
    await press('ArrowRight');
    await press('x');
    await press('Escape');
    await page.getByRole('complementary').getByRole('checkbox').first().click();
    made++;
    // A value that none of the hits has may be the first.
    await page.locator('.results[aria-busy="false"] .tile, .empty').first().waitFor();
    await collect();
  }
  return made;
}

/** The next frame has been drawn. */
export function painted(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))),
  );
}

/** Scrolls to the last picture, a part of the window at a time. @returns milliseconds between frames */
async function scrollThrough(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (items) => {
    const frames: number[] = [];
    let last = performance.now();
    const frame = () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame((now) => {
          frames.push(now - last);
          last = now;
          resolve();
        }),
      );
    await frame();
    frames.length = 0;
    for (let still = 0; still < 600;) {
      const before = window.scrollY;
      window.scrollBy({ top: window.innerHeight / 2, behavior: 'instant' });
      await frame();
      // At the foot it waits for more, unless there is none.
      still = window.scrollY === before ? still + 1 : 0;
      const lastTile = document.querySelector('.tile:last-of-type')?.getAttribute('data-id') ?? '';
      if (Number(lastTile.slice(0, 6)) === items - 1) break;
    }
    return frames;
  }, count);
}

/** What the tab alone keeps in memory, in bytes: its heap of JavaScript, and its process with nothing that others share. */
export async function memory(page: Page): Promise<{ heap: number; tab: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const heap = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  const browser = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(
    processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateBytes(id)),
  );
  return { heap, tab: Math.max(...sizes) };
}

async function privateBytes(pid: number): Promise<number> {
  const maps = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(maps)?.[1] ?? 0);
  return (of('Private_Clean') + of('Private_Dirty')) * 1_024;
}

/** Prints how the page feels on a collection of so many pictures: the id of each begins with its number, in six digits. */
export async function measure(url: string, collection: string, count: number): Promise<void> {
  const reader = await Reader.open(url);
  const { page } = reader;
  try {
    await page.addInitScript(note);
    const durations: number[] = [];
    // Notes end with a page: what is typed, opened and filtered is read before the next begins.
    const collect = async () => {
      const { interactions } = await page.evaluate(() => (window as unknown as { noted: Noted }).noted);
      durations.push(...Object.values(interactions));
    };
    const made = await use(reader, collection, collect);
    const all = [
      ...durations,
      ...Array.from({ length: Math.max(0, made - durations.length) }, () => UNTOLD_MS),
    ];
    await page.goto(`/?c=${collection}`);
    await page.locator('.tile').first().waitFor();
    const before = await memory(page);
    const started = performance.now();
    const frames = await scrollThrough(page, count);
    const seconds = (performance.now() - started) / 1_000;
    const { longTasks } = await page.evaluate(() => (window as unknown as { noted: Noted }).noted);
    const after = await memory(page);
    report(
      `The page on ${count} pictures`,
      { value: after.tab / before.tab, of: 'times the memory of the tab before it was scrolled' },
      {
        'ms, interaction to next paint, p75': percentile(all, 0.75),
        'ms, interaction to next paint, p98': percentile(all, 0.98),
        interactions: all.length,
        'ms between frames while scrolling, median': percentile(frames, 0.5),
        'ms between frames while scrolling, p95': percentile(frames, 0.95),
        '% of frames later than 50 ms':
          (100 * frames.filter((each) => each > 50).length) / Math.max(1, frames.length),
        'long tasks (over 50 ms) while scrolling': longTasks.length,
        'ms, longest task while scrolling': Math.max(0, ...longTasks),
        's to scroll through': seconds,
        'MB in the tab at first': before.tab / 1e6,
        'MB in the tab at the end': after.tab / 1e6,
        'MB of heap at the end': after.heap / 1e6,
        'tiles drawn at the end': await page.locator('.tile').count(),
      },
    );
  } finally {
    await reader.close();
  }
}
