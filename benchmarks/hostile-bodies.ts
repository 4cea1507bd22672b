// What others notice of hostile bodies: `/health/live` of another client while five bodies of 8 MB, `{"a":[1,1,...]}`, arrive at once with a
// good key; and what thirty bodies of 25 MB without a key, that never end, leave in memory.
// Run: npm run bench -- hostile-bodies   (needs `npm run build`)
import { readFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Standalone } from '../test/support/standalone.ts';
import { report } from './support/report.ts';

const KEY = `usk_${'0perator'.repeat(6)}`;
const ROUNDS = 20;
const AT_ONCE = 5;

const platform = await Standalone.start({ UNSEEN_API_KEY: KEY });
const agent = new Agent({ keepAlive: true });

function ping(): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    get(`${platform.url}/health/live`, { agent }, (response) => {
      response.resume().once('end', () => resolve(performance.now() - start));
    }).once('error', reject);
  });
}

/** Milliseconds of `/health/live`, asked one after another while something goes on. */
async function pingDuring(work: Promise<unknown>): Promise<number[]> {
  const latencies: number[] = [];
  let over = false;
  void work.finally(() => (over = true));
  while (!over) {
    latencies.push(await ping());
    await sleep(5);
  }
  await work;
  return latencies.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;

async function attack(): Promise<void> {
  const body = `{"a":[${'1,'.repeat(4_000_000)}1]}`;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` };
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const response = await fetch(`${platform.url}/v1/search`, { method: 'POST', headers, body });
        await response.arrayBuffer();
      }),
    );
  }
}

async function residentMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${platform.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Sends the beginning of a body without a key, and stays connected. */
async function unfinished(part: Buffer): Promise<ReturnType<typeof connect>> {
  const { hostname, port } = new URL(platform.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  socket.write(
    'POST /v1/items HTTP/1.1\r\nHost: unseen\r\nContent-Type: application/json\r\nContent-Length: 31000000\r\n\r\n',
  );
  await new Promise<void>((resolve) => socket.write(part, () => resolve()));
  return socket;
}

try {
  const calm = await pingDuring(sleep(3_000));
  const during = await pingDuring(attack());
  const before = await residentMegabytes();
  const part = Buffer.alloc(25_000_000, 'x');
  const sockets = await Promise.all(Array.from({ length: 30 }, () => unfinished(part)));
  const grown = (await residentMegabytes()) - before;
  for (const socket of sockets) socket.destroy();
  report(
    'Hostile bodies',
    { value: at(during, 0.99) / at(calm, 0.99), of: 'times the p99 of /health/live with nothing else to do' },
    {
      'p99 in ms, calm': at(calm, 0.99),
      'p99 in ms, five bodies of 8 MB at once': at(during, 0.99),
      'longest in ms': at(during, 1),
      'MB grown by thirty unfinished bodies': grown,
    },
  );
} finally {
  agent.destroy();
  await platform.dispose();
}
