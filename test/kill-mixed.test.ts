import { tarOf, zipOf } from '@unseen/ingest/testing';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
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
    const files = new Map<string, Uint8Array>();
    for (const name of names) files.set(name, await readFile(join(PICTURES, name)));
    await writeFile(join(root, 'pictures.zip'), zipOf(files));
    await writeFile(join(root, 'pictures.tar.gz'), gzipSync(await tarOf(files)));
    const coco = {
      images: names.map((name, at) => ({ id: at, file_name: name })),
      annotations: names.map((_, at) => ({ image_id: at, caption: `thing ${at}` })),
    };
    await writeFile(join(root, 'coco.json'), JSON.stringify(coco));
    const sentences = (at: number) => [{ raw: `thing ${at}` }];
    const karpathy = names.map((filename, at) => ({ filename, split: 'train', sentences: sentences(at) }));
    await writeFile(join(root, 'karpathy.json'), JSON.stringify({ images: karpathy }));
    await writeFile(join(root, 'flickr.token'), names.map((name, at) => `${name}#0\tthing ${at}`).join('\n'));
    const products = names.map((name, at) => `product-${at},Thing ${at},${name}`);
    await writeFile(join(root, 'shop.csv'), ['Handle,Title,Image Src', ...products].join('\n'));
    work = new MixedWork({
      platform,
      pictures: await Promise.all((Object.keys(EMOJI) as (keyof typeof EMOJI)[]).map(picture)),
      sources: [
        { type: 'folder', path: 'folder', items: names.length },
        { type: 'jsonl', path: 'list.jsonl', items: names.length },
        { type: 'csv', path: 'table.csv', items: names.length },
        { type: 'archive', path: 'pictures.zip', items: names.length },
        { type: 'archive', path: 'pictures.tar.gz', items: names.length },
        { type: 'coco', path: 'folder', annotations: 'coco.json', items: names.length },
        { type: 'karpathy', path: 'folder', annotations: 'karpathy.json', items: names.length },
        { type: 'flickr', path: 'folder', annotations: 'flickr.token', items: names.length },
        { type: 'shopify', path: 'shop.csv', items: names.length },
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
