import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFolder, spoil } from './support/collections.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

interface Job {
  id: string;
  state: string;
  total: number | null;
  done: number;
  failed: number;
  skipped: number;
  itemsPerSecond: number;
  etaSeconds: number | null;
}

describe('bulk jobs', () => {
  let platform: Platform;
  let imports: string;
  beforeAll(async () => {
    platform = await startPlatform();
    imports = join(platform.dataDir, 'import');
    await mkdir(imports, { recursive: true });
  });
  afterAll(() => platform?.dispose());

  const start = (body: object): Promise<Job> => platform.json(202, 'POST', '/v1/jobs', body) as Promise<Job>;
  const read = (id: string): Promise<Job> => platform.json(200, 'GET', `/v1/jobs/${id}`) as Promise<Job>;
  async function finished(id: string): Promise<Job> {
    for (;;) {
      const job = await read(id);
      if (['completed', 'cancelled', 'failed'].includes(job.state)) return job;
      await sleep(100);
    }
  }

  it('loads a folder, lists what is no picture, and goes on', async () => {
    const names = await pictureFolder(join(imports, 'folder'), 20);
    const bad = await spoil(join(imports, 'folder'));
    const created = await start({ collection: 'folder', source: { type: 'folder', path: 'folder' } });
    expect(['queued', 'running']).toContain(created.state);
    const job = await finished(created.id);
    expect(job).toMatchObject({ state: 'completed', total: 20 + bad, done: 20, failed: bad, skipped: 0 });
    const { failures } = await platform.json(200, 'GET', `/v1/jobs/${job.id}/failures`);
    const codes = Object.fromEntries(
      failures.map((failure: { id: string; code: string }) => [failure.id, failure.code]),
    );
    expect(codes).toEqual({
      'empty.jpg': 'image_empty',
      'text.png': 'image_unsupported',
      'link.jpg': 'entry_outside_root',
    });
    const item = await platform.json(200, 'GET', `/v1/items/${names[0]}?collection=folder`);
    expect(item.status).toBe('indexed');
  });

  it('skips what is there when it runs again', async () => {
    const again = await start({ collection: 'folder', source: { type: 'folder', path: 'folder' } });
    expect(await finished(again.id)).toMatchObject({ state: 'completed', done: 0, skipped: 20 });
  });

  it('tries failures again when they are mended', async () => {
    const [name] = await pictureFolder(join(imports, 'mend'), 2);
    const lines = [
      { id: 'a', image: name },
      { id: 'b', image: 'later.webp' },
    ];
    await writeFile(
      join(imports, 'mend', 'list.jsonl'),
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    const job = await start({ collection: 'mend', source: { type: 'jsonl', path: 'mend/list.jsonl' } });
    expect(await finished(job.id)).toMatchObject({ state: 'completed', done: 1, failed: 1 });
    const { copyFile } = await import('node:fs/promises');
    await copyFile(join(imports, 'mend', name!), join(imports, 'mend', 'later.webp'));
    await platform.json(200, 'POST', `/v1/jobs/${job.id}/retry`);
    expect(await finished(job.id)).toMatchObject({ state: 'completed', done: 2, failed: 0 });
  });

  it('loads CSV with captions and metadata that can be filtered by', async () => {
    await writeFile(
      join(imports, 'shop.csv'),
      'id,caption,price,brand\n1,"a pot, for tea",24.5,Kyusu\n2,a frying pan,39,Lodge\n',
    );
    const job = await start({ collection: 'shop', source: { type: 'csv', path: 'shop.csv' } });
    expect(await finished(job.id)).toMatchObject({ state: 'completed', done: 2 });
    const search = { collection: 'shop', text: 'kitchen', filter: { price: { lt: 30 } }, cutoff: 'off' };
    const { hits } = await platform.json(200, 'POST', '/v1/search', search);
    expect(hits).toMatchObject([
      { id: '1', caption: 'a pot, for tea', metadata: { brand: 'Kyusu', price: 24.5 } },
    ]);
  });

  it('counts the captions that the model makes nothing of, or does not read to the end', async () => {
    const captions = ['a red apple', 'qwzxv brmfl', '狗在海滩上', `${'red '.repeat(70)}and a zebra`];
    const lines = captions.map((caption, at) => JSON.stringify({ id: `${at}`, caption }));
    await writeFile(join(imports, 'odd.jsonl'), lines.join('\n'));
    const job = await start({ collection: 'odd', source: { type: 'jsonl', path: 'odd.jsonl' } });
    expect(await finished(job.id)).toMatchObject({
      state: 'completed',
      done: 4,
      warnings: [
        { code: 'text_not_understood', detail: expect.stringContaining('2') },
        { code: 'text_truncated', detail: expect.stringContaining('1') },
      ],
    });
    // What did not change was not encoded again, and there is nothing new to say.
    const again = await start({ collection: 'odd', source: { type: 'jsonl', path: 'odd.jsonl' } });
    expect(await finished(again.id)).not.toHaveProperty('warnings');
  });

  it('streams its progress as events until it is over', async () => {
    await pictureFolder(join(imports, 'events'), 100);
    const { id } = await start({ collection: 'events', source: { type: 'folder', path: 'events' } });
    const response = await platform.send('GET', `/v1/jobs/${id}/events`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const text = await response.text();
    const events = [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1]!) as Job);
    expect(events.length).toBeGreaterThan(1);
    expect(events.at(-1)).toMatchObject({ state: 'completed', done: 100 });
    expect(events.every((event, i) => i === 0 || event.done >= events[i - 1]!.done)).toBe(true);
  });

  it('pauses, resumes and cancels', async () => {
    await pictureFolder(join(imports, 'pause'), 400);
    const source = { type: 'folder', path: 'pause' };
    const { id } = await start({ collection: 'pause', source });
    while ((await read(id)).done === 0) await sleep(20);
    await platform.json(200, 'POST', `/v1/jobs/${id}/pause`);
    // What is in the works is finished; then it stands still.
    let before = await read(id);
    for (let still = 0; still < 5;) {
      await sleep(200);
      const now = await read(id);
      still = now.done === before.done ? still + 1 : 0;
      before = now;
    }
    expect(before.state).toBe('paused');
    expect(before.done).toBeLessThan(400);
    await platform.json(409, 'POST', `/v1/jobs/${id}/pause`);
    await platform.json(200, 'POST', `/v1/jobs/${id}/resume`);
    expect(await finished(id)).toMatchObject({ state: 'completed', done: 400 });

    const other = await start({ collection: 'cancel', source });
    while ((await read(other.id)).done === 0) await sleep(20);
    await platform.json(200, 'POST', `/v1/jobs/${other.id}/cancel`);
    expect((await finished(other.id)).state).toBe('cancelled');
    await platform.json(409, 'POST', `/v1/jobs/${other.id}/resume`);
  });

  it('answers health checks and searches while a job runs flat out', async () => {
    await pictureFolder(join(imports, 'busy'), 400);
    const { id } = await start({ collection: 'busy', source: { type: 'folder', path: 'busy' } });
    while ((await read(id)).done === 0) await sleep(20);
    const search = { collection: 'folder', text: 'a face', cutoff: 'off' };
    const { hits } = await platform.json(200, 'POST', '/v1/search', search);
    expect(hits.length).toBeGreaterThan(0);
    expect(await platform.json(200, 'GET', '/health/live')).toEqual({ status: 'ok' });
    expect((await finished(id)).done).toBe(400);
  });

  it('ends an event stream when the platform stops', async () => {
    await pictureFolder(join(imports, 'stop'), 200);
    const { id } = await start({ collection: 'stop', source: { type: 'folder', path: 'stop' } });
    const response = await platform.send('GET', `/v1/jobs/${id}/events`);
    const reading = response.text().catch(() => 'cut');
    expect(await platform.stop('SIGTERM')).toBe(0);
    await reading;
    await platform.boot();
    expect(await finished(id)).toMatchObject({ state: 'completed', done: 200, failed: 0 });
  });
});
