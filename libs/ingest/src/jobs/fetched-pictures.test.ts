import { openFetcher, type Fetcher } from '../fetch/fetcher.ts';
import { openHost, openRaw, type Listening } from '../fetch/testing/servers.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inState, JobLab, picture } from '../testing/job-lab.ts';

const tenant = 'default';
let lab: JobLab;
let host: Listening;
let silent: Listening;
let fetcher: Fetcher;
/** Settles when somebody asks the host that never answers. */
let asked: Promise<void>;

beforeAll(async () => {
  lab = await JobLab.open();
  host = await openHost((request, response) => {
    const n = /^\/(\d+)\.png$/.exec(request.url!)?.[1];
    if (n !== undefined) response.end(picture(Number(n)));
    else if (request.url === '/page') response.end('<html>not a picture</html>');
    else response.writeHead(404).end();
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  asked = promise;
  silent = await openRaw((socket) => socket.once('data', () => resolve()));
  const ports = [host.port, silent.port];
  fetcher = openFetcher({ networks: ['127.0.0.1/32'], ports, maxBytes: 100_000, timeoutSeconds: 600 });
});
afterEach(() => lab.stop());
afterAll(async () => {
  await fetcher.close();
  await host.close();
  await silent.close();
  await lab.close();
});

describe('a job over a table of web addresses', () => {
  it('fetches nothing until that is on; then a retry takes in what was refused', async () => {
    const { collection, write } = await lab.fresh();
    const at = (path: string, name = '127.0.0.1') => `http://${name}:${host.port}/${path}`;
    const rows = [
      `one,${at('1.png')},a red thing`,
      `none,${at('gone.png')},`,
      `page,${at('page')},`,
      `inner,${at('2.png', '127.0.0.2')},`,
      `,${at('3.png')},`,
      `,${at('page')},`,
    ];
    await write('list.csv', `id,image,caption\n${rows.join('\n')}\n`);
    const source = { type: 'csv' as const, path: `${collection}/list.csv` };

    const closed = await lab.start();
    const { id } = await closed.create({ tenant, collection, source });
    expect(await lab.until(closed, id, inState('completed'))).toMatchObject({ done: 0, failed: 6 });
    const refused = await closed.failures(tenant, id, undefined, 10);
    expect(refused.map(({ code }) => code)).toEqual(Array(6).fill('fetch_disabled'));
    expect(refused[0]).toMatchObject({ id: 'one', reason: expect.stringMatching(/^line 2: /) });
    await lab.stop();

    const open = await lab.start({ fetcher });
    await open.retry(tenant, id);
    expect(await lab.until(open, id, inState('completed'))).toMatchObject({ done: 2, failed: 4 });
    const failures = await open.failures(tenant, id, undefined, 10);
    expect(failures.map((failure) => [failure.id, failure.code, failure.reason.split(':')[0]])).toEqual([
      ['none', 'fetch_failed', 'line 3'],
      ['page', 'image_unsupported', 'line 4'],
      ['inner', 'fetch_blocked', 'line 5'],
      [at('page'), 'image_unsupported', 'line 7'],
    ]);
    expect(await lab.settledIds(collection)).toContain('one');
    expect(await lab.platform.ledger.items.get({ tenant, collection, id: 'one' })).toMatchObject({
      captions: ['a red thing'],
      imageType: 'image/png',
    });
  });

  it('lets go of a host that does not answer when the process stops, and blames no entry', async () => {
    const { collection, write } = await lab.fresh();
    await write('list.jsonl', `{"image":"http://127.0.0.1:${silent.port}/"}\n`);
    const jobs = await lab.start({ fetcher });
    const source = { type: 'jsonl' as const, path: `${collection}/list.jsonl` };
    const { id } = await jobs.create({ tenant, collection, source });
    await asked;
    await jobs.stop(0);
    expect(await jobs.get(tenant, id)).toMatchObject({ state: 'running', done: 0, failed: 0 });
    await jobs.cancel(tenant, id);
  });
});
