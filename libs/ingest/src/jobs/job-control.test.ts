import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inState, JobLab, picture, pictureNames } from '../testing/job-lab.ts';

const tenant = 'default';
const WAIT = { timeout: 300_000, interval: 50 };
let lab: JobLab;
beforeAll(async () => {
  lab = await JobLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.stop());

describe('a job under way', () => {
  it('rests while it is paused and goes on where it was', async () => {
    const { collection, pictures } = await lab.fresh();
    await pictures(120);
    const jobs = await lab.start({ maxPendingChunks: 2, chunkConcurrency: 1 });
    const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    await lab.until(jobs, id, (job) => job.done > 0);
    expect(await jobs.pause(tenant, id)).toMatchObject({ state: 'paused', etaSeconds: null });
    await expect(jobs.pause(tenant, id)).rejects.toMatchObject({ code: 'job_state_conflict' });
    // One chunk may have been in the works; after it, nothing moves although the queue is drained.
    const stats = async () => lab.queue.stats('ingest.chunk');
    while ((await stats()).waiting + (await stats()).active > 0) await jobs.reconcile();
    const resting = await jobs.get(tenant, id);
    expect(resting.done).toBeLessThan(120);
    expect(resting.state).toBe('paused');

    expect(await jobs.resume(tenant, id)).toMatchObject({ state: 'running' });
    expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({
      done: 120,
      failed: 0,
      skipped: 0,
    });
    expect(await lab.settledIds(collection)).toEqual(pictureNames(120));
  });

  it('ends when it is cancelled; what was begun is finished even after a stop, and what is there stays', async () => {
    const { collection, pictures } = await lab.fresh();
    await pictures(120);
    const jobs = await lab.start({ maxPendingChunks: 4, chunkConcurrency: 2 });
    const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    await lab.until(jobs, id, (job) => job.done > 0);
    expect(await jobs.cancel(tenant, id)).toMatchObject({ state: 'cancelled', etaSeconds: 0 });
    // The stop may break chunks off in the middle: the next start brings them to their end.
    await lab.stop();
    const next = await lab.start();
    await vi.waitFor(async () => expect(await lab.platform.ledger.chunks.pendingCount(id)).toBe(0), WAIT);
    const { done, state } = await next.get(tenant, id);
    expect(state).toBe('cancelled');
    expect(done).toBeLessThan(120);
    expect(await lab.platform.ledger.items.count(tenant, collection)).toBe(done);
    expect(await lab.platform.store.count(lab.space(collection))).toBe(done);
    await expect(next.resume(tenant, id)).rejects.toMatchObject({ code: 'job_state_conflict' });
    await expect(next.retry(tenant, id)).rejects.toMatchObject({ code: 'job_state_conflict' });
  });

  it('goes on after a stop, at the next start', async () => {
    const { collection, pictures } = await lab.fresh();
    await pictures(120);
    const first = await lab.start({ maxPendingChunks: 2, chunkConcurrency: 1 });
    const { id } = await first.create({ tenant, collection, source: { type: 'folder', path: collection } });
    await lab.until(first, id, (job) => job.done > 0);
    await lab.stop();
    expect((await first.get(tenant, id)).state).toBe('running');
    const second = await lab.start();
    expect(await lab.until(second, id, inState('completed'))).toMatchObject({
      done: 120,
      failed: 0,
      skipped: 0,
    });
    expect(await lab.settledIds(collection)).toEqual(pictureNames(120));
  });

  it('tries failed entries again when asked', async () => {
    const { collection, write, pictures } = await lab.fresh();
    await pictures(20);
    await rm(join(lab.platform.importRoot, collection, '0005.png'));
    await write('0006.png', 'broken');
    const lines = pictureNames(20).map((name) => `{"id":"${name}","image":"${name}"}`);
    await write('list.jsonl', [...lines, 'no json'].join('\n'));
    const jobs = await lab.start();
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'jsonl', path: `${collection}/list.jsonl` },
    });
    expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({ done: 18, failed: 3 });
    await write('0005.png', picture(5));
    expect(await jobs.retry(tenant, id)).toMatchObject({ state: 'running', failed: 1 });
    expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({ done: 19, failed: 2, total: 21 });
    expect((await jobs.failures(tenant, id, undefined, 10)).map((failure) => failure.id)).toEqual([
      '0006.png',
      'line 21',
    ]);
    expect(await lab.settledIds(collection)).toEqual(pictureNames(20).filter((name) => name !== '0006.png'));
  });
});
