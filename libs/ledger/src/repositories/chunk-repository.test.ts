import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EntryFailure } from '@unseen/domain';
import type { Ledger } from '../ledger.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';
import type { ChunkResult } from '../records/chunk.ts';
import type { ItemWrite } from '../records/item-record.ts';
import { entries, itemWrite } from '../testing/records.ts';

/** What a chunk came to: all its items new, some entries left alone. */
function outcome(written: readonly ItemWrite[], failed: readonly EntryFailure[], left: number): ChunkResult {
  return { items: written, failures: failed, added: written.length, updated: 0, unchanged: 0, left };
}

describe('chunks', () => {
  let ledger: Ledger;
  let jobId: string;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());
  beforeEach(async () => {
    const source = { type: 'folder', path: 'pictures' } as const;
    const job = await ledger.jobs.create({
      tenant: 'default',
      collection: 'pictures',
      source,
      duplicates: 'skip',
    });
    jobId = job.id;
    await ledger.jobs.transition('default', jobId, ['queued'], 'running');
  });
  const job = () => ledger.jobs.get('default', jobId);
  const add = (seq: number, from: number, to: number) =>
    ledger.chunks.add(jobId, { seq, entries: entries(from, to), failures: [], nextOrdinal: to });
  const items = (from: number, to: number): ItemWrite[] =>
    entries(from, to).map((entry) => itemWrite({ id: `${jobId}-${entry.id}`, jobId }));
  const failure = (ordinal: number): EntryFailure => ({
    ordinal,
    id: `item-${ordinal}`,
    code: 'image_corrupt',
    reason: 'The picture ends early.',
  });

  it('hands out what was planned and counts attempts', async () => {
    expect(await add(0, 0, 3)).toBe(true);
    expect(await ledger.chunks.beginAttempt(jobId, 0)).toBe(1);
    expect(await ledger.chunks.beginAttempt(jobId, 0)).toBe(2);
    await ledger.chunks.takeBackAttempt(jobId, 0);
    await ledger.chunks.takeBackAttempt(jobId, 0);
    expect(await ledger.chunks.beginAttempt(jobId, 0)).toBe(2);
    expect(await ledger.chunks.get(jobId, 0)).toEqual({ entries: entries(0, 3), attempts: 2 });
    expect(await ledger.chunks.listPending(jobId)).toEqual([{ seq: 0, attempts: 2 }]);
    expect(await job()).toMatchObject({ planned: 3, failed: 0 });
  });

  it('records failures found while planning, in the same step', async () => {
    const bad = { ...failure(1), id: 'line\0 2', code: 'entry_invalid' } as const;
    await ledger.chunks.add(jobId, {
      seq: 0,
      entries: [...entries(0, 1), ...entries(2, 3)],
      failures: [bad],
      nextOrdinal: 3,
    });
    expect(await job()).toMatchObject({ planned: 3, failed: 1 });
    expect(await ledger.failures.list('default', jobId, undefined, 10)).toEqual([
      { ...bad, id: 'line\ufffd 2' },
    ]);
  });

  it('makes no chunk of a batch that only failed', async () => {
    await ledger.chunks.add(jobId, { seq: 0, entries: [], failures: [failure(0)], nextOrdinal: 1 });
    expect(await ledger.chunks.pendingCount(jobId)).toBe(0);
    expect(await ledger.jobs.completePlan(jobId)).toMatchObject({ state: 'completed', failed: 1, total: 1 });
  });

  it('refuses a batch that was planned before, whole or in part, and one of a job at its end', async () => {
    await add(0, 0, 4);
    expect(await add(0, 0, 4)).toBe(false);
    expect(await add(2, 2, 6)).toBe(false);
    expect(await ledger.chunks.pendingCount(jobId)).toBe(1);
    expect(await job()).toMatchObject({ planned: 4 });
    await ledger.jobs.transition('default', jobId, ['running'], 'cancelled');
    expect(await add(4, 4, 8)).toBe(false);
    expect(await ledger.chunks.discard(jobId)).toEqual([]);
    expect(await ledger.chunks.pendingCount(jobId)).toBe(0);
    await expect(
      ledger.chunks.add('absent', { seq: 0, entries: [], failures: [], nextOrdinal: 1 }),
    ).rejects.toMatchObject({ code: 'job_not_found' });
  });

  it('finishes a chunk once: items, failures, counters and the end of the job together', async () => {
    await add(0, 0, 4);
    await add(4, 4, 6);
    expect(await ledger.jobs.completePlan(jobId)).toMatchObject({ state: 'running', total: 6 });
    const result = outcome(items(0, 2), [failure(2)], 1);
    expect(await ledger.chunks.finish(jobId, 0, result)).toBe(true);
    expect(await ledger.chunks.finish(jobId, 0, result)).toBe(false);
    expect(await job()).toMatchObject({
      state: 'running',
      done: 2,
      failed: 1,
      skipped: 1,
      added: 2,
      updated: 0,
      unchanged: 0,
    });
    expect((await ledger.items.getMany(items(0, 2))).map((item) => item.state)).toEqual([
      'indexed',
      'indexed',
    ]);
    await ledger.chunks.finish(jobId, 4, outcome(items(4, 6), [], 0));
    expect(await job()).toMatchObject({ state: 'completed', done: 4, finishedAt: expect.any(Date) });
  });

  it('counts a chunk once when two workers finish it at the same time', async () => {
    await add(0, 0, 64);
    const result = outcome(items(0, 64), [], 0);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => ledger.chunks.finish(jobId, 0, result)),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await job()).toMatchObject({ done: 64 });
  });

  it('leaves everything as it was when finishing fails half-way', async () => {
    await add(0, 0, 2);
    const broken = outcome([...items(0, 1), itemWrite({ id: 'bad\0' })], [], 0);
    await expect(ledger.chunks.finish(jobId, 0, broken)).rejects.toMatchObject({ code: 'item_id_invalid' });
    expect(await ledger.chunks.get(jobId, 0)).toEqual({ entries: entries(0, 2), attempts: 0 });
    expect(await ledger.items.getMany(items(0, 1))).toEqual([]);
    expect(await job()).toMatchObject({ done: 0 });
  });

  it('takes 256 items and 256 failures in one finish', async () => {
    await add(0, 0, 512);
    const failures = entries(256, 512).map((entry) => failure(entry.ordinal));
    await ledger.chunks.finish(jobId, 0, outcome(items(0, 256), failures, 0));
    expect(await job()).toMatchObject({ done: 256, failed: 256 });
  });

  it('completes a paused job with its last chunk, and leaves a cancelled one cancelled', async () => {
    await add(0, 0, 1);
    await ledger.jobs.completePlan(jobId);
    await ledger.jobs.transition('default', jobId, ['running'], 'cancelled');
    await ledger.chunks.finish(jobId, 0, outcome(items(0, 1), [], 0));
    expect(await job()).toMatchObject({ state: 'cancelled', done: 1 });
  });

  it('pages failures in the order of the source', async () => {
    await add(0, 0, 10);
    const failures = [7, 3, 9, 1].map(failure);
    await ledger.chunks.finish(jobId, 0, outcome([], failures, 6));
    const page = await ledger.failures.list('default', jobId, undefined, 3);
    expect(page.map((failed) => failed.ordinal)).toEqual([1, 3, 7]);
    expect(await ledger.failures.list('default', jobId, 7, 3)).toEqual([failure(9)]);
  });

  it('retries what failed with an entry, and never uses a seq again', async () => {
    await ledger.chunks.add(jobId, {
      seq: 0,
      entries: entries(0, 3),
      failures: [failure(3), { ...failure(4), entry: entries(4, 5)[0] }],
      nextOrdinal: 5,
    });
    const failing = outcome(items(0, 1), [failure(1), failure(2)], 0);
    await ledger.chunks.finish(jobId, 0, failing);
    await expect(ledger.chunks.retry('default', jobId)).rejects.toMatchObject({ code: 'job_state_conflict' });
    expect(await ledger.jobs.completePlan(jobId)).toMatchObject({ state: 'completed', failed: 4 });

    const retried = await ledger.chunks.retry('default', jobId, 2);
    expect(retried).toMatchObject({ state: 'running', done: 1, failed: 1, finishedAt: null });
    expect(await ledger.chunks.listPending(jobId)).toEqual([
      { seq: -2, attempts: 0 },
      { seq: -1, attempts: 0 },
    ]);
    expect((await ledger.chunks.get(jobId, -1))?.entries).toEqual(entries(1, 3));
    expect((await ledger.chunks.get(jobId, -2))?.entries).toEqual(entries(4, 5));
    await ledger.chunks.finish(jobId, -1, outcome(items(1, 2), [failure(2)], 0));
    await ledger.chunks.finish(jobId, -2, outcome(items(4, 5), [], 0));
    expect(await job()).toMatchObject({ state: 'completed', done: 3, failed: 2 });

    await ledger.chunks.retry('default', jobId, 2);
    expect(await ledger.chunks.listPending(jobId)).toEqual([{ seq: -3, attempts: 0 }]);
  });

  it('keeps an entry whose text Postgres cannot index as it is, through failure and retry', async () => {
    const hostile = {
      ...entries(0, 1)[0]!,
      captions: ['nul \0', 'half \ud800'],
      metadata: { '\0': '\udfff' },
    };
    await ledger.chunks.add(jobId, { seq: 0, entries: [hostile], failures: [], nextOrdinal: 1 });
    expect((await ledger.chunks.get(jobId, 0))?.entries).toEqual([hostile]);
    await ledger.chunks.finish(jobId, 0, outcome([], [failure(0)], 0));
    await ledger.jobs.completePlan(jobId);
    await ledger.chunks.retry('default', jobId);
    expect((await ledger.chunks.get(jobId, -1))?.entries).toEqual([hostile]);
  });

  it('completes at once a job that has nothing to retry', async () => {
    await ledger.jobs.completePlan(jobId);
    expect(await ledger.chunks.retry('default', jobId)).toMatchObject({ state: 'completed' });
  });
});
