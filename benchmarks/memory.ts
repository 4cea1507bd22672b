// Resident memory while and after a platform loads many pictures, against the same with 5,000: as it loads, and at rest, by part. The same set repeated
// under other ids; or, with --flat, pictures of one color each, which are quick to make and all differ.
// Run: npm run bench -- memory --pictures DIR [--count 50000] [--settle 90]   or   npm run bench -- memory --flat [--count 50000]
//   (needs `npm run build`, Linux; 50,000 take some ten minutes on two cores that do nothing else)
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { png } from '../libs/ingest/src/testing/png.ts';
import { PICTURES } from '../test/support/pictures.ts';
import { Standalone } from '../test/support/standalone.ts';
import { memoryParts, type MemoryParts } from './support/memory-parts.ts';
import { pictureFiles } from './support/options.ts';
import { percentile, report } from './support/report.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string', default: PICTURES },
    flat: { type: 'boolean', default: false },
    first: { type: 'string', default: '5000' },
    count: { type: 'string', default: '50000' },
    settle: { type: 'string', default: '90' },
  },
});
const [first, count] = [Number(values.first), Number(values.count)];
const files = values.flat ? [] : await pictureFiles(resolve(values.pictures), count);
const platform = await Standalone.start();
const root = join(platform.dataDir, 'import');

/** Some pictures, each under a name of its own. */
async function fill(from: number, to: number, folder: string): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  for (let i = from; i < to; i++) {
    if (values.flat) {
      const color = [i & 255, (i >> 8) & 255, (i * 7) & 255] as const;
      await writeFile(join(root, folder, `${i}.png`), png(color, 64, 64, String(i)));
    } else {
      const file = files[i % files.length]!;
      await copyFile(file, join(root, folder, `${Math.floor(i / files.length)}-${basename(file)}`));
    }
  }
}

/** Loads a folder; what was resident meanwhile, by how many of its items were in. */
async function load(folder: string): Promise<{ done: number; resident: number }[]> {
  const source = { type: 'folder', path: folder };
  const { id } = await platform.json(202, 'POST', '/v1/jobs', { collection: 'memory', source });
  const samples: { done: number; resident: number }[] = [];
  for (;;) {
    await sleep(1_000);
    const { state, done, failed } = await platform.json(200, 'GET', `/v1/jobs/${id}`);
    samples.push({ done, resident: (await parts()).resident });
    if (state === 'failed' || failed > 0) throw new Error(`${folder} was not loaded: ${failed} failed`);
    if (state === 'completed') return samples;
  }
}

const parts = () => memoryParts(platform.pid, platform.url);

/** What the platform holds once it has come to rest: models that nobody uses are given up after a minute. */
async function atRest(): Promise<MemoryParts> {
  await sleep(1_000 * Number(values.settle));
  return parts();
}

/** The median of what was resident while the last items of a load came in. */
function whileLoading(samples: readonly { done: number; resident: number }[], last: number): number {
  const end = samples.at(-1)!.done;
  return percentile(
    samples.filter(({ done }) => done >= end - last).map(({ resident }) => resident),
    0.5,
  );
}

try {
  await fill(0, first, 'first');
  const early = { loading: whileLoading(await load('first'), first / 2), rest: await atRest() };
  await fill(first, count, 'rest');
  const late = { loading: whileLoading(await load('rest'), first / 2), rest: await atRest() };
  const [loading, rest] = [late.loading / early.loading, late.rest.resident / early.rest.resident];
  const names = Object.keys(early.rest) as (keyof MemoryParts)[];
  report(
    'Memory of a platform that loads',
    { value: Math.max(loading, rest), of: `times what it held with ${first} pictures (1.1)` },
    {
      [`MiB while loading up to ${first}`]: early.loading,
      [`MiB while loading up to ${count}: ${loading.toFixed(3)} times`]: late.loading,
      ...Object.fromEntries(
        names.map((name) => [
          `MiB ${name}, at rest with ${count}; ${early.rest[name].toFixed(0)} with ${first}`,
          late.rest[name],
        ]),
      ),
    },
  );
} finally {
  await platform.dispose();
}
