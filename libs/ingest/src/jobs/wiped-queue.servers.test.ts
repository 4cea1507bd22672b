import { openProxy, type Proxy, SERVERS, wipeRedis } from '@unseen/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inState, JobLab, pictureNames } from '../testing/job-lab.ts';

describe.skipIf(SERVERS.redis === undefined)('a queue that loses everything', () => {
  let lab: JobLab;
  let proxy: Proxy;
  beforeAll(async () => {
    // A database of its own, and a way to it that can be cut.
    const url = new URL(SERVERS.redis!);
    url.pathname = '/7';
    proxy = await openProxy(url.href);
    lab = await JobLab.open(proxy.url);
  });
  afterEach(() => lab.stop());
  afterAll(async () => {
    await lab.close();
    await proxy.close();
  });

  it('is filled again from the ledger: the job goes on by itself, every picture once', async () => {
    const { tenant } = lab;
    const { collection, pictures } = await lab.fresh();
    await pictures(160);
    const jobs = await lab.start({ maxPendingChunks: 6, chunkConcurrency: 1 });
    const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    let wiped = 0;
    const job = await lab.until(jobs, id, inState('completed'), ({ done, state }) => {
      if (state !== 'running' || done < (wiped + 1) * 32 || wiped === 3) return;
      wiped += 1;
      void wipeRedis(proxy.url);
    });
    expect(wiped).toBe(3);
    expect(job).toMatchObject({ done: 160, failed: 0, skipped: 0 });
    expect(await lab.settledIds(collection)).toEqual(pictureNames(160));
  });

  it('starts a job that was asked for while the queue was away', async () => {
    const { tenant } = lab;
    const { collection, pictures } = await lab.fresh();
    await pictures(8);
    const jobs = await lab.start();
    proxy.cut();
    const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    proxy.restore();
    expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({ done: 8 });
  });
});
