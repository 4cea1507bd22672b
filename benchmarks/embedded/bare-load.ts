import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openModel } from '../peer/model.ts';
import { LITE } from '../support/engines.ts';

const BATCH = 8;
const THREADS = 2;

/** Pictures a second of a loop that decodes a batch while the one before it is embedded, and keeps nothing. @param most - pictures */
export async function bareLoad(folder: string, most: number): Promise<number> {
  const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort();
  const files = names.slice(0, most).map((name) => join(folder, name));
  const model = await openModel(LITE, THREADS);
  await model.images(files.slice(0, BATCH));
  const started = performance.now();
  let running: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < files.length; start += BATCH) {
    // Two at once: one is decoded while the other is embedded.
    const before = running;
    running = model.images(files.slice(start, start + BATCH));
    await before;
  }
  await running;
  return (1_000 * files.length) / (performance.now() - started);
}
