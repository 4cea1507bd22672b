import { originalKey } from '@unseen/blobs';
import type { Entry } from '@unseen/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PictureStore } from '../items/picture-store.ts';
import { inState, JobLab } from '../testing/job-lab.ts';
import { png } from '../testing/png.ts';
import { zipFile } from '../testing/zip-file.ts';
import { sha256 } from '../util/content-hash.ts';

let lab: JobLab;
beforeAll(async () => {
  lab = await JobLab.open();
});
afterAll(() => lab.close());

const isStored = (picture: Uint8Array) => lab.platform.blobs.has(originalKey(sha256(picture)));

it('keeps the picture an entry waits to show when the item that showed it goes', async () => {
  const { ledger, blobs, decodeLimits } = lab.platform;
  const pictures = new PictureStore(blobs, ledger, decodeLimits);
  const bytes = png([1, 2, 3], 8, 8, 'waits');
  const hash = sha256(bytes);
  await blobs.put(originalKey(hash), bytes, 'image/png');
  const { id } = await ledger.jobs.create({
    tenant: lab.tenant,
    collection: 'waiting',
    source: { type: 'archive', path: 'x.zip' },
    duplicates: 'skip',
  });
  const image = { kind: 'blob', key: originalKey(hash) } as const;
  const entry: Entry = { ordinal: 0, image, captions: [], metadata: {} };
  await ledger.chunks.add(id, { seq: 0, entries: [entry], failures: [], nextOrdinal: 1 });
  // As the deletion of the last item that shows it does.
  await pictures.removeUnused(hash);
  expect(await isStored(bytes)).toBe(true);
  expect(await ledger.pictures.unused([hash])).toEqual([]);

  await ledger.jobs.transition(lab.tenant, id, ['queued'], 'cancelled');
  expect(await ledger.chunks.discard(id)).toEqual([hash]);
  expect(await ledger.pictures.unused([hash])).toEqual([hash]);
  await pictures.removeUnused(hash);
  expect(await isStored(bytes)).toBe(false);
});

it('leaves no picture behind of archive members that were left alone, and keeps those of failed ones', async () => {
  const { collection, write } = await lab.fresh();
  const member = (name: string, tag: string) => ({ name, data: png([200, 30, 30], 8, 8, tag) });
  const jobs = await lab.start();
  const load = async (members: ReturnType<typeof member>[]) => {
    await write('x.zip', zipFile(members));
    const source = { type: 'archive', path: `${collection}/x.zip` } as const;
    const { id } = await jobs.create({ tenant: lab.tenant, collection, source, duplicates: 'skip' });
    return lab.until(jobs, id, inState('completed'));
  };
  const first = [member('a.png', 'a1'), member('b.png', 'b1')];
  expect(await load(first)).toMatchObject({ done: 2 });
  const changed = [member('a.png', 'a2'), member('c.png', 'b1')];
  expect(await load(changed)).toMatchObject({ done: 1, skipped: 1 });
  // The planner lets go of it a moment after the job is done.
  await expect.poll(() => isStored(changed[0]!.data)).toBe(false);
  for (const { data } of [...first, changed[1]!]) expect(await isStored(data)).toBe(true);
  expect(await lab.settledIds(collection)).toEqual(['a.png', 'b.png', 'c.png']);
});
