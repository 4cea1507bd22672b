import { buffer } from 'node:stream/consumers';
import type { JobSource } from '@unseen/domain';
import { pack as tarPack } from 'tar-stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inState, JobLab, picture, pictureNames } from '../testing/job-lab.ts';

const tenant = 'default';
let lab: JobLab;
beforeAll(async () => {
  lab = await JobLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.stop());

describe('a bulk job', () => {
  it('takes in what is sound, lists what is not, and says how far it is', async () => {
    const { collection, write, pictures } = await lab.fresh();
    await pictures(40);
    await write('0003.png', 'not a picture');
    await write('0017.png', picture(17).subarray(0, 70));
    await write('0020.png', '');
    await write('0030.txt', 'a red thing');
    const jobs = await lab.start();
    const created = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    expect(created).toMatchObject({ state: 'queued', total: null, done: 0 });

    const progress: number[] = [];
    const job = await lab.until(jobs, created.id, inState('completed'), ({ done }) => progress.push(done));
    expect(job).toMatchObject({ total: 40, done: 37, failed: 3, skipped: 0, etaSeconds: 0, error: null });
    expect(job.itemsPerSecond).toBeGreaterThan(0);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));

    const failures = await jobs.failures(tenant, job.id, undefined, 10);
    expect(failures.map(({ ordinal, id, code }) => [ordinal, id, code])).toEqual([
      [3, '0003.png', 'image_unsupported'],
      [17, '0017.png', 'image_corrupt'],
      [20, '0020.png', 'image_empty'],
    ]);
    expect(await jobs.failures(tenant, job.id, 3, 1)).toEqual([failures[1]]);
    expect(await lab.settledIds(collection)).toEqual(
      pictureNames(40).filter((_, n) => ![3, 17, 20].includes(n)),
    );
    expect(await lab.platform.ledger.items.get({ tenant, collection, id: '0030.png' })).toMatchObject({
      captions: ['a red thing'],
      jobId: job.id,
      imageType: 'image/png',
      width: 16,
    });
    await expect(jobs.get('other', job.id)).rejects.toMatchObject({ code: 'job_not_found' });
  });

  it('reads every kind of source', async () => {
    const { collection, write, pictures } = await lab.fresh();
    await pictures(6);
    await write('list.csv', 'id,image,caption,price\na,0000.png,red,1.5\nb,none.png,x,2\n,,only words,3\n');
    await write('list.jsonl', '{"id":"c","image":"0001.png"}\n{"broken\n');
    await write(
      'coco.json',
      JSON.stringify({
        images: [
          { id: 1, file_name: '0002.png' },
          { id: 2, file_name: 'away.png' },
        ],
        annotations: [
          { image_id: 1, caption: 'one' },
          { image_id: 1, caption: 'two' },
        ],
      }),
    );
    await write('token.txt', '0003.png#0\tfirst\n0003.png#1\tsecond\n');
    await write(
      'k.json',
      JSON.stringify({ images: [{ filename: '0004.png', split: 'test', sentences: [{ raw: 'k' }] }] }),
    );
    const tar = tarPack();
    tar.entry({ name: 'in/5.png' }, picture(5));
    tar.finalize();
    await write('x.tar', await buffer(tar));
    const sources: [JobSource, number, number][] = [
      [{ type: 'csv', path: `${collection}/list.csv` }, 2, 1],
      [{ type: 'jsonl', path: `${collection}/list.jsonl` }, 1, 1],
      [{ type: 'coco', path: collection, annotations: `${collection}/coco.json` }, 1, 1],
      [{ type: 'flickr', path: collection, annotations: `${collection}/token.txt` }, 1, 0],
      [{ type: 'karpathy', path: collection, annotations: `${collection}/k.json`, split: 'test' }, 1, 0],
      [{ type: 'archive', path: `${collection}/x.tar` }, 1, 0],
    ];
    const jobs = await lab.start();
    for (const [source, done, failed] of sources) {
      const { id } = await jobs.create({ tenant, collection, source });
      expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({
        done,
        failed,
        total: done + failed,
      });
    }
    const rows = await lab.platform.ledger.items.page(tenant, collection, undefined, 100);
    expect(rows.filter((row) => !/^[0-9a-f]{32}$/.test(row.id)).map((row) => [row.id, row.captions])).toEqual(
      [
        ['0002.png', ['one', 'two']],
        ['0003.png', ['first', 'second']],
        ['0004.png', ['k']],
        ['a', ['red']],
        ['c', []],
        ['in/5.png', []],
      ],
    );
    expect(await lab.settledIds(collection)).toEqual(rows.map((row) => row.id));
  });

  it('refuses a bad source when it is created', async () => {
    const jobs = await lab.start();
    const { collection, write } = await lab.fresh();
    await write('empty.csv', '');
    for (const [source, code] of [
      [{ type: 'folder', path: '../x' }, 'source_outside_root'],
      [{ type: 'folder', path: 'none' }, 'source_not_found'],
      [{ type: 'csv', path: `${collection}/empty.csv` }, 'source_invalid'],
    ] as const) {
      await expect(jobs.create({ tenant, collection, source })).rejects.toMatchObject({ code });
    }
    await expect(
      jobs.create({ tenant, collection: 'No', source: { type: 'folder', path: collection } }),
    ).rejects.toMatchObject({ code: 'collection_invalid' });
  });

  it('leaves taken ids alone or replaces them', async () => {
    const { collection, write } = await lab.fresh();
    await write(
      'list.jsonl',
      ['one', 'two', 'one', 'three']
        .map((caption, n) => JSON.stringify({ id: `i${n % 3}`, caption }))
        .join('\n'),
    );
    const source = { type: 'jsonl', path: `${collection}/list.jsonl` } as const;
    const jobs = await lab.start();
    const run = async (duplicates: 'skip' | 'replace') => {
      const { id } = await jobs.create({ tenant, collection, source, duplicates });
      return lab.until(jobs, id, inState('completed'));
    };
    const captions = async () =>
      (await lab.platform.ledger.items.page(tenant, collection, undefined, 10)).map((row) => row.captions[0]);
    // i0 comes twice; the second time is a failure that names the first.
    expect(await run('skip')).toMatchObject({ done: 3, skipped: 0, failed: 1, total: 4 });
    expect(await captions()).toEqual(['one', 'two', 'one']);
    expect(await run('skip')).toMatchObject({ done: 0, skipped: 3, failed: 1 });
    await write('list.jsonl', '{"id":"i0","caption":"three"}\n{"id":"i1","caption":"two"}\n');
    expect(await run('replace')).toMatchObject({ done: 1, skipped: 1 });
    expect(await captions()).toEqual(['three', 'two', 'one']);
    expect(await lab.settledIds(collection)).toEqual(['i0', 'i1', 'i2']);
  });

  it('plans only so far ahead', async () => {
    const { collection, write } = await lab.fresh();
    await write(
      'list.jsonl',
      Array.from({ length: 200 }, (_, n) => `{"id":"i${n}","caption":"item ${n}"}`).join('\n'),
    );
    const jobs = await lab.start({ maxPendingChunks: 3, chunkConcurrency: 1 });
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'jsonl', path: `${collection}/list.jsonl` },
    });
    let most = 0;
    for await (const job of jobs.events(tenant, id)) {
      most = Math.max(most, job.planned - job.done);
      expect([null, 200]).toContain(job.total);
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(4 * 8);
    expect(await lab.settledIds(collection)).toEqual(Array.from({ length: 200 }, (_, n) => `i${n}`).sort());
  });
});
