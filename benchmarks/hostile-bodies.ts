// What others notice of hostile bodies: `/health/live` of another client while five bodies of 8 MB, `{"a":[1,1,...]}`, arrive at once with a
// good key; what thirty bodies of 25 MB without a key, that never end, leave in memory; how long a body of 31 MB without a key waits for
// its refusal; and the processor time of the service for 40,000 and 80,000 unknown fields. Fails when one is more than it may be.
// Run: npm run bench -- hostile-bodies   (needs `npm run build`)
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Standalone } from '../test/support/standalone.ts';
import { report } from './support/report.ts';

const KEY = `usk_${'0perator'.repeat(6)}`;
const HEADERS =
  'POST /v1/items HTTP/1.1\r\nHost: unseen\r\nContent-Type: application/json\r\nContent-Length: 31000000\r\n\r\n';
const ROUNDS = 20;
const AT_ONCE = 5;
/** Requests of unknown fields measured together: the system counts processor time in hundredths of a second. */
const REPEATS = 50;
/** What each figure may be at most. */
const MOST = { healthMs: 250, grownMegabytes: 50, refusalMs: 1_000, fieldsMs: 100, twiceTheFields: 2.5 };

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

/** Sends the bodies from a thread of its own: what sending costs must not count as waiting for an answer. */
async function attack(): Promise<void> {
  const sender = `
    const { workerData: { url, key, rounds, atOnce } } = require('node:worker_threads');
    const body = Buffer.from('{"a":[' + '1,'.repeat(4_000_000) + '1]}');
    const headers = { 'content-type': 'application/json', authorization: 'Bearer ' + key };
    const send = async () => (await fetch(url + '/v1/search', { method: 'POST', headers, body })).arrayBuffer();
    (async () => {
      for (let round = 0; round < rounds; round++) await Promise.all(Array.from({ length: atOnce }, send));
    })();`;
  const workerData = { url: platform.url, key: KEY, rounds: ROUNDS, atOnce: AT_ONCE };
  await once(new Worker(sender, { eval: true, workerData }), 'exit');
}

async function residentMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${platform.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Seconds that the service has used processors for, in all its threads. */
async function processorSeconds(): Promise<number> {
  const stat = await readFile(`/proc/${platform.pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user! + system!) / 100;
}

/** Milliseconds of processor time that the service needs to refuse an object with that many unknown fields. */
async function refuseFields(count: number): Promise<number> {
  const body = JSON.stringify(
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1])),
  );
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` };
  const send = async () => {
    const response = await fetch(`${platform.url}/v1/search`, { method: 'POST', headers, body });
    const { errors = [] } = (await response.json()) as { errors?: unknown[] };
    if (response.status !== 400 || errors.length > 20)
      throw new Error(`${response.status} with ${errors.length} errors`);
  };
  await send();
  const before = await processorSeconds();
  for (let repeat = 0; repeat < REPEATS; repeat++) await send();
  return (((await processorSeconds()) - before) / REPEATS) * 1_000;
}

/** Milliseconds until a body of 31 MB without a key is refused, of which only the headers were sent. */
async function refuseUnsent(): Promise<number> {
  const { hostname, port } = new URL(platform.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const start = performance.now();
  socket.write(HEADERS);
  const [head] = (await once(socket, 'data')) as [Buffer];
  const took = performance.now() - start;
  socket.destroy();
  if (!head.toString('latin1').startsWith('HTTP/1.1 401 ')) throw new Error(head.toString('latin1'));
  return took;
}

/** Sends the beginning of a body without a key, and stays connected. */
async function unfinished(part: Buffer): Promise<ReturnType<typeof connect>> {
  const { hostname, port } = new URL(platform.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  socket.write(HEADERS);
  await new Promise<void>((resolve) => socket.write(part, () => resolve()));
  return socket;
}

try {
  const calm = await pingDuring(sleep(3_000));
  // Before the bodies with a key come: what those leave would hide it.
  const before = await residentMegabytes();
  const part = Buffer.alloc(25_000_000, 'x');
  const sockets = await Promise.all(Array.from({ length: 30 }, () => unfinished(part)));
  const grown = (await residentMegabytes()) - before;
  for (const socket of sockets) socket.destroy();
  const during = await pingDuring(attack());
  const refusal = await refuseUnsent();
  const fields = await refuseFields(40_000);
  const twice = await refuseFields(80_000);
  const p99 = at(during, 0.99);
  report(
    'Hostile bodies',
    { value: p99 / at(calm, 0.99), of: 'times the p99 of /health/live with nothing else to do' },
    {
      'p99 in ms, calm': at(calm, 0.99),
      [`p99 in ms, five bodies of 8 MB at once (at most ${MOST.healthMs})`]: p99,
      'longest in ms': at(during, 1),
      [`MB grown by thirty unfinished bodies (at most ${MOST.grownMegabytes})`]: grown,
      [`ms until 31 MB without a key are refused, of which only the headers came (at most ${MOST.refusalMs})`]:
        refusal,
      [`ms of processor time for 40,000 unknown fields (at most ${MOST.fieldsMs})`]: fields,
      [`times that for 80,000 (at most ${MOST.twiceTheFields})`]: twice / fields,
    },
  );
  const met =
    p99 < MOST.healthMs &&
    grown < MOST.grownMegabytes &&
    refusal < MOST.refusalMs &&
    fields < MOST.fieldsMs &&
    twice <= fields * MOST.twiceTheFields;
  if (!met) process.exitCode = 1;
} finally {
  agent.destroy();
  await platform.dispose();
}
