import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ledger } from './ledger.ts';
import { openLedger, type LedgerOptions } from './open-ledger.ts';
import { crashLedger } from './testing/open-test-ledger.ts';
import { entries } from './testing/records.ts';

const CHUNKS = 150;
const PER_CHUNK = 8;
const ROUNDS = 3;

/** Finishes every chunk it finds, the last entry of each as a failure, and says so after each. */
const WORKER = `
  import { openLedger } from './index.ts';
  import { itemWrite } from './testing/records.ts';
  const [options, jobId] = process.argv.slice(1);
  const ledger = await openLedger(JSON.parse(options));
  for (const { seq } of await ledger.chunks.listPending(jobId)) {
    await ledger.chunks.beginAttempt(jobId, seq);
    const { entries } = await ledger.chunks.get(jobId, seq);
    const failed = entries.at(-1);
    await ledger.chunks.finish(jobId, seq, {
      items: entries.slice(0, -1).map((entry) => itemWrite({ id: entry.id, jobId })),
      failures: [{ ordinal: failed.ordinal, id: failed.id, code: 'image_corrupt', reason: 'cut short' }],
      added: entries.length - 1,
      updated: 0,
      unchanged: 0,
      left: 0,
    });
    process.stdout.write(seq + '\\n');
  }
  await ledger.close();
`;

let dir: string;
let options: LedgerOptions;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ledger-crash-'));
  options = await crashLedger(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('agrees with itself after every kill -9, and has lost nothing it acknowledged', async () => {
  const jobId = await planJob();
  for (let round = 1; round <= ROUNDS; round++) {
    const acknowledged = await workUntilKilled(jobId, 10 * round);
    const ledger = await openLedger(options);
    const pending = await expectConsistent(ledger, jobId);
    expect(pending.filter((seq) => acknowledged.includes(seq))).toEqual([]);
    expect(pending.length).toBeLessThanOrEqual(CHUNKS - acknowledged.length);
    await ledger.close();
  }
  await workUntilKilled(jobId, Infinity);
  const ledger = await openLedger(options);
  expect(await expectConsistent(ledger, jobId)).toEqual([]);
  expect(await ledger.jobs.get('default', jobId)).toMatchObject({
    state: 'completed',
    done: CHUNKS * (PER_CHUNK - 1),
    failed: CHUNKS,
  });
  await ledger.close();
});

async function planJob(): Promise<string> {
  const ledger = await openLedger(options);
  const job = await ledger.jobs.create({
    tenant: 'default',
    collection: 'pictures',
    source: { type: 'folder', path: 'pictures' },
    duplicates: 'replace',
  });
  await ledger.jobs.transition('default', job.id, ['queued'], 'running');
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    const from = chunk * PER_CHUNK;
    const to = from + PER_CHUNK;
    await ledger.chunks.add(job.id, {
      seq: from,
      entries: entries(from, to),
      failures: [],
      nextOrdinal: to,
    });
  }
  await ledger.jobs.completePlan(job.id);
  await ledger.close();
  return job.id;
}

/** Runs a worker process and kills it after so many acknowledged chunks; returns those it acknowledged. */
async function workUntilKilled(jobId: string, after: number): Promise<number[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=unseen-source', '--input-type=module', '-e', WORKER, JSON.stringify(options), jobId],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const acknowledged: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line));
    if (acknowledged.length === after) {
      child.kill('SIGKILL');
    }
  }
  await exited;
  return acknowledged;
}

/** Counters, rows and chunks that wait must tell one story; returns the seqs that wait. */
async function expectConsistent(ledger: Ledger, jobId: string): Promise<number[]> {
  const job = await ledger.jobs.get('default', jobId);
  const failures = await ledger.failures.list('default', jobId, undefined, CHUNKS * PER_CHUNK);
  const pending = await ledger.chunks.listPending(jobId);
  expect(job?.done).toBe(await ledger.items.count('default', 'pictures'));
  expect(job?.failed).toBe(failures.length);
  expect(job!.done + job!.failed).toBe((CHUNKS - pending.length) * PER_CHUNK);
  return pending.map((chunk) => chunk.seq);
}
