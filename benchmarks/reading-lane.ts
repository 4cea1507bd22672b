// What reading words in pictures costs the platform it runs in: memory, and the speed of loading and searching beside it. Reference: the same platform
// with reading turned off, by turns.
// Run: npm run bench -- reading-lane --pictures DIR [--count 200] [--rounds 3] [--searches 60]   (needs `npm run build`, Linux)
//   --pictures: photographs, of which the first --count are loaded and read; as many drawn pictures with text are loaded besides.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Standalone } from '../test/support/standalone.ts';
import { writtenPicture } from '../test/support/written/picture-set.ts';
import { peakMib, residentMib, resetPeak, threadSeconds } from './embedded/process.ts';
import { percentile, report } from './support/report.ts';

/** Seconds after which models that nobody uses have given their memory back. */
const RESTED = 80;
/** The niceness a reader's thread has. */
const NICENESS = 10;
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    count: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    searches: { type: 'string', default: '60' },
  },
});
if (values.pictures === undefined) console.log('\nreading-lane: NOT RUN: name --pictures.');
else
  await run(resolve(values.pictures), Number(values.count), Number(values.rounds), Number(values.searches));

async function run(pictures: string, count: number, rounds: number, searches: number): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'unseen-lane-'));
  const folder = join(root, 'pictures');
  await mkdir(folder);
  for (const name of (await readdir(pictures)).filter((each) => /\.jpe?g$/i.test(each)).slice(0, count)) {
    await cp(join(pictures, name), join(folder, name));
    const { bytes } = await writtenPicture(count, await readFile(join(pictures, name)));
    await writeFile(join(folder, `text-${name}`), bytes);
  }
  const platform = await Standalone.startFromNothing({ UNSEEN_IMPORT_ROOT: root });
  const readText = (state: 'on' | 'off') =>
    platform.json(200, 'PATCH', '/v1/collections/read', { readText: state });
  /** Pictures a second. */
  const load = async (collection: string): Promise<number> => {
    const started = performance.now();
    const source = { type: 'folder', path: 'pictures' };
    const { id } = await platform.json(202, 'POST', '/v1/jobs', { collection, source });
    for (;;) {
      await sleep(50);
      const job = await platform.json(200, 'GET', `/v1/jobs/${id}`);
      if (job.state === 'completed') return (1_000 * job.done) / (performance.now() - started);
      if (job.state === 'failed') throw new Error(JSON.stringify(job));
    }
  };
  const pictureOf = async (): Promise<number> => {
    const text = await (await platform.send('GET', '/metrics')).text();
    const counts = text.matchAll(/^unseen_picture_reading_seconds_count\{[^}]*\} (\d+)/gm);
    return Array.from(counts, ([, value]) => Number(value)).reduce((sum, value) => sum + value, 0);
  };
  const search = async (): Promise<number> => {
    const started = performance.now();
    const query = { collection: 'read', text: `two dogs number ${Math.random()}`, limit: 20 };
    await platform.json(200, 'POST', '/v1/search', query);
    return performance.now() - started;
  };
  try {
    await load('read');
    for (let i = 0; i < 20; i++) await search();
    await sleep(1_000 * RESTED);
    const idle = await residentMib(platform.pid);
    await resetPeak(platform.pid);
    const before = await threadSeconds(platform.pid, NICENESS);
    await readText('on');
    while ((await pictureOf()) < 2 * count) await sleep(1_000);
    const perPicture = ((await threadSeconds(platform.pid, NICENESS)) - before) / (2 * count);
    const working = await residentMib(platform.pid);
    const peak = await peakMib(platform.pid);
    await sleep(1_000 * RESTED);
    const rested = await residentMib(platform.pid);

    const speeds = { on: [] as number[], off: [] as number[] };
    const times = { on: [] as number[], off: [] as number[] };
    for (let round = 0; round < 2 * rounds; round++) {
      const state = round % 2 === 0 ? 'on' : 'off';
      // Turning it off forgets what was read: on, all is read anew.
      await readText('off');
      await readText(state);
      const began = await pictureOf();
      if (state === 'on') while ((await pictureOf()) === began) await sleep(100);
      speeds[state].push(await load(`load-${round}`));
      for (let i = 0; i < searches; i++) times[state].push(await search());
      await platform.json(202, 'DELETE', `/v1/collections/load-${round}`);
      await sleep(3_000);
    }
    const [on, off] = [percentile(speeds.on, 0.5), percentile(speeds.off, 0.5)];
    const [searchOn, searchOff] = [percentile(times.on, 0.5), percentile(times.off, 0.5)];
    report(
      'Reading words beside other work',
      { value: on / off, of: 'of the speed of loading is kept (0.9)' },
      {
        'of the speed of searching is kept (0.9)': searchOff / searchOn,
        'pictures loaded a second, reading': on,
        'pictures loaded a second, not reading': off,
        'milliseconds of a search, reading, median': searchOn,
        'milliseconds of a search, not reading, median': searchOff,
        'MiB resident before': idle,
        'MiB more while it works (150)': working - idle,
        'MiB more at the most': peak - idle,
        'MiB more once it rests (0)': rested - idle,
        'seconds of processor time per picture in the thread that reads': perPicture,
      },
    );
  } finally {
    await platform.dispose();
    await rm(root, { recursive: true });
  }
}
