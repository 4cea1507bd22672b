import { processedOf } from './job-view.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inState, JobLab } from '../testing/job-lab.ts';
import { keyOptions } from './messages.ts';

let lab: JobLab;
beforeAll(async () => {
  lab = await JobLab.open();
});
afterAll(() => lab.close());

const priority = (seq: number) => keyOptions({ tenant: 't', jobId: 'j', seq }).priority!;

it('puts the beginning of a job before what is further on in others, and lets long jobs take turns', () => {
  expect(priority(0)).toBeGreaterThan(priority(64));
  expect(priority(64)).toBeGreaterThan(priority(1_280));
  expect(priority(32 * 64)).toBe(priority(100_000));
  expect(priority(-1)).toBe(priority(0));
  expect(priority(-5)).toBeLessThan(priority(-1));
  expect(keyOptions({ tenant: 't', jobId: 'j' }).priority).toBeUndefined();
});

it('takes a small job in while a large one is in the middle of it', async () => {
  const chunkSize = 16;
  const rows = (count: number, of: string) =>
    Array.from({ length: count }, (_, n) =>
      JSON.stringify({ id: `${of} ${n}`, caption: `${of} thing ${n}` }),
    );
  const [large, small] = [await lab.fresh(), await lab.fresh()];
  await large.write('list.jsonl', rows(2_400, 'large').join('\n'));
  await small.write('list.jsonl', rows(30, 'small').join('\n'));
  const jobs = await lab.start({ chunkSize, chunkConcurrency: 2 });
  const load = ({ collection }: typeof large) =>
    jobs.create({
      tenant: lab.tenant,
      collection,
      source: { type: 'jsonl', path: `${collection}/list.jsonl` },
    });
  const { id: largeId } = await load(large);
  await lab.until(jobs, largeId, (job) => processedOf(job) >= 600);
  const { id: smallId } = await load(small);
  const begun = processedOf(await jobs.get(lab.tenant, largeId));
  await lab.until(jobs, smallId, inState('completed'));
  const ended = await jobs.get(lab.tenant, largeId);
  // By what came first, not by the clock: no more of the large one than a few chunks that were in the works meanwhile.
  expect(ended.state).toBe('running');
  expect(processedOf(ended) - begun).toBeLessThan(24 * chunkSize);
});
