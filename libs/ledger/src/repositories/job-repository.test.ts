import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';
import type { Job, NewJob } from '../records/job.ts';

const NEW_JOB: NewJob = {
  tenant: 'default',
  collection: 'pictures',
  source: { type: 'karpathy', path: 'sets/flickr8k', annotations: 'sets/dataset.json', split: 'test' },
  duplicates: 'skip',
};

describe('jobs', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());

  it('starts queued, with its collection', async () => {
    const job = await ledger.jobs.create({ ...NEW_JOB, collection: 'made-by-job' });
    expect(job).toMatchObject({
      source: NEW_JOB.source,
      state: 'queued',
      total: null,
      planned: 0,
      planComplete: false,
      done: 0,
      failed: 0,
      skipped: 0,
      error: null,
      startedAt: null,
      finishedAt: null,
    } satisfies Partial<Job>);
    expect(await ledger.jobs.get('default', job.id)).toEqual(job);
    expect(await ledger.collections.get('default', 'made-by-job')).toMatchObject({ items: 0 });
  });

  it('shows a job to its tenant alone', async () => {
    const job = await ledger.jobs.create({ ...NEW_JOB, tenant: 'owner' });
    expect(await ledger.jobs.get('stranger', job.id)).toBeUndefined();
    await expect(ledger.jobs.transition('stranger', job.id, ['queued'], 'cancelled')).rejects.toMatchObject({
      code: 'job_not_found',
    });
    expect((await ledger.jobs.list('owner', 10)).map((listed) => listed.id)).toEqual([job.id]);
    expect(await ledger.failures.list('stranger', job.id, undefined, 10)).toEqual([]);
  });

  it('answers an id no database can hold as one that is not there', async () => {
    expect(await ledger.jobs.get('default', 'x\0')).toBeUndefined();
    await expect(ledger.jobs.transition('default', 'x\0', ['queued'], 'running')).rejects.toMatchObject({
      code: 'job_not_found',
    });
    await expect(ledger.chunks.retry('default', 'x\0')).rejects.toMatchObject({ code: 'job_not_found' });
  });

  it('moves only from the states given, and says in which state it is', async () => {
    const { id } = await ledger.jobs.create(NEW_JOB);
    const running = await ledger.jobs.transition('default', id, ['queued', 'paused'], 'running');
    expect(running.startedAt).toBeInstanceOf(Date);
    await expect(ledger.jobs.transition('default', id, ['queued', 'paused'], 'running')).rejects.toThrow(
      'The job is running and cannot become running.',
    );
    const paused = await ledger.jobs.transition('default', id, ['running'], 'paused');
    expect(paused.startedAt).toEqual(running.startedAt);
    const failed = await ledger.jobs.transition('default', id, ['paused'], 'failed', {
      code: 'source_invalid',
      detail: 'line 3 holds \0',
    });
    expect(failed.error).toEqual({ code: 'source_invalid', detail: 'line 3 holds \ufffd' });
    expect(failed.finishedAt).toBeInstanceOf(Date);
  });

  it('lets one of two callers win a transition', async () => {
    const { id } = await ledger.jobs.create(NEW_JOB);
    const outcomes = await Promise.allSettled([
      ledger.jobs.transition('default', id, ['queued'], 'running'),
      ledger.jobs.transition('default', id, ['queued'], 'cancelled'),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('lists what is unfinished over all tenants', async () => {
    const jobs = await Promise.all(
      ['t1', 't2', 't3'].map((tenant) => ledger.jobs.create({ ...NEW_JOB, tenant })),
    );
    await ledger.jobs.transition('t2', jobs[1]!.id, ['queued'], 'cancelled');
    await ledger.jobs.transition('t3', jobs[2]!.id, ['queued'], 'paused');
    const ids = (await ledger.jobs.listUnfinished()).map((job) => job.id);
    expect(ids).toContain(jobs[0]!.id);
    expect(ids).not.toContain(jobs[1]!.id);
    expect(ids).toContain(jobs[2]!.id);
  });

  it('takes an estimated total until the plan makes it exact, and completes an empty plan', async () => {
    const { id } = await ledger.jobs.create(NEW_JOB);
    await ledger.jobs.transition('default', id, ['queued'], 'running');
    await ledger.jobs.setTotal(id, 100);
    expect(await ledger.jobs.get('default', id)).toMatchObject({ total: 100 });
    const done = await ledger.jobs.completePlan(id);
    expect(done).toMatchObject({ total: 0, planComplete: true, state: 'completed' });
    await ledger.jobs.setTotal(id, 100);
    expect(await ledger.jobs.get('default', id)).toMatchObject({ total: 0 });
  });
});
