import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFolder } from './support/collections.ts';
import { Standalone } from './support/standalone.ts';

/** How often to kill; `KILLS=50` for the long run. */
const KILLS = Number(process.env['KILLS'] ?? 4);
const PICTURES = Number(process.env['KILL_PICTURES'] ?? 600);

describe('a bulk job that is killed', () => {
  let platform: Standalone;
  let names: string[];
  beforeAll(async () => {
    platform = await Standalone.start();
    await mkdir(join(platform.dataDir, 'import'), { recursive: true });
    names = await pictureFolder(join(platform.dataDir, 'import/all'), PICTURES);
  });
  afterAll(() => platform?.dispose());

  it(
    `${KILLS} times with SIGKILL at random moments goes on by itself: every item there once`,
    async () => {
      const body = { collection: 'k', source: { type: 'folder', path: 'all' } };
      const { id } = await platform.json(202, 'POST', '/v1/jobs', body);
      for (let kill = 0; kill < KILLS; kill++) {
        // Any moment between the start of the server and well into the work.
        await sleep(Math.random() * 1_500);
        await platform.stop('SIGKILL');
        await platform.boot();
      }
      let job: { state: string; done: number; failed: number; skipped: number };
      do {
        await sleep(200);
        job = await platform.json(200, 'GET', `/v1/jobs/${id}`);
      } while (job.state === 'running' || job.state === 'queued');
      expect(job).toMatchObject({ state: 'completed', failed: 0 });
      expect(job.done + job.skipped).toBe(names.length);

      const { collections } = await platform.json(200, 'GET', '/v1/collections');
      expect(collections).toEqual([expect.objectContaining({ name: 'k', items: names.length })]);
      // Each picture finds itself: its vector is there, once, and its region block belongs to it.
      for (const name of names.filter((_, i) => i % Math.ceil(names.length / 40) === 0)) {
        const answer = await platform.json(200, 'POST', '/v1/search', {
          collection: 'k',
          itemId: name,
          limit: 200,
          candidates: 1000,
        });
        const found = answer.hits.map((hit: { id: string }) => hit.id) as string[];
        expect(found).not.toContain(name);
        expect(new Set(found).size).toBe(found.length);
        const attention = await platform.send(
          'GET',
          `/v1/items/${name}/attention.png?text=face&collection=k`,
        );
        expect(attention.status).toBe(200);
        await attention.arrayBuffer();
      }
    },
    600_000 + KILLS * 20_000,
  );
});
