// Latency of /health/live and of searches while a bulk job runs flat out, against an idle platform.
// Run: npm run bench -- liveness [--pictures DIR] [--count 2000]   (needs `npm run build`)
import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Standalone } from '../test/support/standalone.ts';
import { pictureFiles, readOptions } from './support/options.ts';
import { QUERIES } from './support/queries.ts';
import { percentile, report } from './support/report.ts';

const PROBE_MS = 20;
const options = readOptions(2_000);
const platform = await Standalone.start();

/** Milliseconds of one health check. */
async function probe(): Promise<number> {
  const started = performance.now();
  await (await fetch(`${platform.url}/health/live`)).arrayBuffer();
  return performance.now() - started;
}

async function search(text: string): Promise<number> {
  const started = performance.now();
  await platform.json(200, 'POST', '/v1/search', { collection: 'bench', text });
  return performance.now() - started;
}

try {
  const folder = join(platform.dataDir, 'import');
  await mkdir(folder, { recursive: true });
  const files = await pictureFiles(options.pictures, options.count);
  await Promise.all(files.map((file) => cp(file, join(folder, basename(file)))));
  const idle: number[] = [];
  for (let i = 0; i < 200; i++) idle.push(await probe());

  const job = await platform.json(202, 'POST', '/v1/jobs', {
    collection: 'bench',
    source: { type: 'folder', path: '.' },
  });
  const read = () => platform.json(200, 'GET', `/v1/jobs/${job.id}`);
  while ((await read()).done === 0) await sleep(50);
  const busy: number[] = [];
  const searches: number[] = [];
  let running = true;
  const searching = (async () => {
    for (let i = 0; running; i++) {
      searches.push(await search(QUERIES[i % QUERIES.length]!));
      await sleep(500);
    }
  })();
  while (running) {
    const started = performance.now();
    busy.push(await probe());
    await sleep(Math.max(0, PROBE_MS - (performance.now() - started)));
    if (busy.length % 50 === 0) running = (await read()).state === 'running';
  }
  await searching;
  const end = await read();
  report(
    'Liveness under a bulk job',
    { value: percentile(busy, 0.99) / percentile(idle, 0.99), of: 'times the idle p99 of /health/live' },
    {
      'ms, /health/live idle, p99': percentile(idle, 0.99),
      'ms, /health/live busy, median': percentile(busy, 0.5),
      'ms, /health/live busy, p99': percentile(busy, 0.99),
      'ms, /health/live busy, worst': Math.max(...busy),
      'ms, search busy, median': percentile(searches, 0.5),
      'ms, search busy, p95': percentile(searches, 0.95),
      'pictures/s of the job': end.itemsPerSecond as number,
      'health checks': busy.length,
      searches: searches.length,
    },
  );
} finally {
  await platform.dispose();
}
