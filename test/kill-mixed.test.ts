import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFolder } from './support/collections.ts';
import { MixedWork } from './support/mixed-work.ts';
import { EMOJI, picture, PICTURES } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

/** How often to kill; `KILLS=200` for the long run. */
const KILLS = Number(process.env['KILLS'] ?? 2);
/** Longest time between a start and the next kill, in milliseconds. */
const LIFE_MS = 3_000;

describe('a platform at mixed work', () => {
  let platform: Standalone;
  let work: MixedWork;
  beforeAll(async () => {
    platform = await Standalone.start();
    const root = join(platform.dataDir, 'import');
    await mkdir(root, { recursive: true });
    const names = await pictureFolder(join(root, 'folder'), 12);
    const lines = names.map((_, at) => JSON.stringify({ id: `row ${at}`, caption: `a thing ${at}` }));
    await writeFile(join(root, 'list.jsonl'), lines.join('\n'));
    await writeFile(
      join(root, 'table.csv'),
      `id,image,caption\n${names.map((name, at) => `${at},${name},thing ${at}`).join('\n')}\n`,
    );
    await Promise.all(names.map((name) => copyFile(join(PICTURES, name), join(root, name))));
    work = new MixedWork({
      platform,
      pictures: await Promise.all((Object.keys(EMOJI) as (keyof typeof EMOJI)[]).map(picture)),
      sources: [
        { type: 'folder', path: 'folder', items: names.length },
        { type: 'jsonl', path: 'list.jsonl', items: names.length },
        { type: 'csv', path: 'table.csv', items: names.length },
      ],
    });
  });
  afterAll(() => platform?.dispose());

  it(
    `that is killed ${KILLS} times keeps all it has acknowledged, and leaves nothing over`,
    async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        work.resume();
        await sleep(Math.random() * LIFE_MS);
        await platform.stop('SIGKILL');
        await work.pause();
        await platform.boot();
      }
      // Once more without a kill, so that there is something even when every life was short.
      work.resume();
      await sleep(LIFE_MS);
      await work.pause();
      expect(work.faults).toEqual([]);
      expect(work.acknowledged).toBeGreaterThan(0);

      for (const { id, collection, items } of work.jobs) {
        await expect
          .poll(() => platform.json(200, 'GET', `/v1/jobs/${id}`))
          .toMatchObject({ state: 'completed' });
        const { count } = await platform.json(200, 'GET', `/v1/items/count?collection=${collection}`);
        expect({ collection, count }).toEqual({ collection, count: items });
      }
      expect(await work.wrong()).toEqual([]);
      const { classes } = await platform.json(200, 'GET', '/v1/classes?limit=1000');
      const names = classes.map(({ name }: { name: string }) => name) as string[];
      for (const name of work.classes) expect(names).toContain(name);

      // What was half done is settled at the start and every minute after: nothing is lost meanwhile or then.
      const kinds = async (method: string, path: string) =>
        (await (await platform.send(method, path)).text())
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => (JSON.parse(line) as { kind: string }).kind);
      const before = await kinds('GET', '/v1/storage/differences');
      expect(before.filter((kind) => kind.endsWith('_lost'))).toEqual([]);
      await kinds('DELETE', '/v1/storage/leftovers');
      expect(await kinds('GET', '/v1/storage/differences')).toEqual(['compared']);
      expect(await readdir(join(platform.dataDir, 'blobs/tmp'))).toEqual([]);
      console.log({
        kills: KILLS,
        acknowledged: work.acknowledged,
        jobs: work.jobs.length,
        classes: work.classes.length,
        leftOver: before.length - 1,
      });
    },
    600_000 + KILLS * 60_000,
  );
});
