// Resident memory after 20,000 ingested pictures against after 5,000: the same set repeated under other ids.
// Run: npm run bench -- memory --pictures DIR [--count 20000]   (needs `npm run build`)
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Standalone } from '../test/support/standalone.ts';
import { pictureFiles, readOptions } from './support/options.ts';
import { report } from './support/report.ts';

const FIRST = 5_000;
const options = readOptions(20_000);
const platform = await Standalone.start();

/** Resident set of the platform in MiB: the median of half a minute, since files are merged for a while after a job. */
async function resident(): Promise<number> {
  const samples: number[] = [];
  for (let second = 0; second < 30; second++) {
    await sleep(1_000);
    const status = await readFile(`/proc/${platform.pid}/status`, 'utf8');
    samples.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  }
  return samples.sort((a, b) => a - b)[15]!;
}

/** The folder as often as needed, each time below another name: other ids, the same pictures. */
async function fill(from: number, to: number, files: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let i = from; i < to; i++) {
    const file = files[i % files.length]!;
    await cp(file, join(folder, `${Math.floor(i / files.length)}-${basename(file)}`));
  }
}

async function load(path: string): Promise<void> {
  const { id } = await platform.json(202, 'POST', '/v1/jobs', {
    collection: 'memory',
    source: { type: 'folder', path },
  });
  for (;;) {
    await sleep(1_000);
    const job = await platform.json(200, 'GET', `/v1/jobs/${id}`);
    if (job.state === 'completed') return;
    if (job.state === 'failed') throw new Error(JSON.stringify(job));
  }
}

try {
  const files = await pictureFiles(options.pictures, options.count);
  const root = join(platform.dataDir, 'import');
  await fill(0, FIRST, files, join(root, 'first'));
  await load('first');
  const early = await resident();
  await fill(FIRST, options.count, files, join(root, 'rest'));
  await load('rest');
  const late = await resident();
  report(
    'Memory of a long job',
    { value: late / early, of: `times the resident memory after ${FIRST} pictures` },
    { [`MiB after ${FIRST}`]: early, [`MiB after ${options.count}`]: late },
  );
} finally {
  await platform.dispose();
}
