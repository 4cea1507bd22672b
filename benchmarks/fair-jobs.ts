// A job of 30 rows in the middle of a large one: how much longer it takes than alone, and how good the estimates of the large one are after its
// first minute. Run: npm run bench -- fair-jobs --pictures DIR [--count 7000]   (needs `npm run build`)
import { isFinal, type Job } from '@unseen/client';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Standalone } from '../test/support/standalone.ts';
import { pictureFiles, readOptions } from './support/options.ts';
import { percentile, report } from './support/report.ts';

/** Seconds after which estimates are to be good. */
const FIRST_SECONDS = 60;
const ROWS = 30;
/** Share of the large job after which small ones are started, one after another. */
const MIDDLE = [0.3, 0.5, 0.7];

const options = readOptions(7_000);
const platform = await Standalone.start();
const root = join(platform.dataDir, 'import');

async function start(type: 'folder' | 'jsonl', path: string): Promise<string> {
  const collection = path.replaceAll(/[^a-z0-9]/g, '-');
  const job = await platform.json(202, 'POST', '/v1/jobs', { collection, source: { type, path } });
  return job.id as string;
}

const look = (id: string): Promise<Job> => platform.json(200, 'GET', `/v1/jobs/${id}`);

/** Starts a job of thirty pictures with captions and waits for its end. @returns seconds */
async function small(name: string, files: readonly string[]): Promise<number> {
  const rows = files.map((file, at) =>
    JSON.stringify({
      id: `${name}-${at}`,
      image: `all/${basename(file)}`,
      caption: `picture ${at} of ${name}`,
    }),
  );
  await writeFile(join(root, `${name}.jsonl`), rows.join('\n'));
  const started = performance.now();
  const id = await start('jsonl', `${name}.jsonl`);
  for (;;) {
    await sleep(100);
    const job = await look(id);
    if (job.state === 'completed') return (performance.now() - started) / 1000;
    if (isFinal(job)) throw new Error(JSON.stringify(job));
  }
}

try {
  const files = await pictureFiles(options.pictures, options.count);
  await mkdir(join(root, 'all'), { recursive: true });
  for (let at = 0; at < options.count; at++) {
    const file = files[at % files.length]!;
    const round = Math.floor(at / files.length);
    await cp(file, join(root, 'all', round === 0 ? basename(file) : `${round}-${basename(file)}`));
  }
  const few = files.slice(0, ROWS);
  await small('warm', few);
  const alone = percentile(
    [await small('alone-1', few), await small('alone-2', few), await small('alone-3', few)],
    0.5,
  );

  const large = await start('folder', 'all');
  const started = performance.now();
  const estimates: { readonly at: number; readonly eta: number | null }[] = [];
  const amid: number[] = [];
  let next: Promise<void> | undefined;
  for (;;) {
    await sleep(1_000);
    const job = await look(large);
    const at = (performance.now() - started) / 1000;
    if (isFinal(job)) break;
    estimates.push({ at, eta: job.etaSeconds });
    const share = (job.done + job.failed) / (job.total ?? options.count);
    if (next === undefined && amid.length < MIDDLE.length && share >= MIDDLE[amid.length]!)
      next = small(`amid-${amid.length}`, few).then((seconds) => {
        amid.push(seconds);
        next = undefined;
      });
  }
  const end = (performance.now() - started) / 1000;
  await next;
  // What is over within seconds is told in seconds.
  const judged = estimates.filter(({ at }) => at >= FIRST_SECONDS && end - at >= 5);
  const factors = judged.map(({ at, eta }) =>
    eta === null ? Infinity : Math.max(eta / (end - at), (end - at) / eta),
  );
  report(
    'Fair jobs',
    {
      value: Math.max(...amid) - alone,
      of: `seconds that a job of ${ROWS} takes longer amid one of ${options.count} than alone, at worst (15)`,
    },
    {
      'seconds, alone (median of 3)': alone,
      [`seconds, amid, at ${MIDDLE.map((share) => `${share * 100} %`).join(', ')}`]: amid
        .map((seconds) => seconds.toFixed(1))
        .join(', '),
      'seconds, the large job': end,
      'factor by which an estimate after the first minute was wrong, at worst (2)': Math.max(...factors),
      'the same, median': percentile(factors, 0.5),
      'share of estimates within a factor of 2':
        factors.filter((factor) => factor <= 2).length / factors.length,
      'estimates judged': factors.length,
    },
  );
} finally {
  await platform.dispose();
}
