import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBackup } from '@unseen/backup';
import { holdRestore } from '@unseen/ledger/testing';
import { SERVERS } from '@unseen/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pictureFolder } from './support/collections.ts';
import { startNode, startUnseen, unseen } from './support/command-line.ts';
import { Distributed, emptyPlaces } from './support/distributed.ts';
import { Load } from './support/load.ts';
import type { Platform } from './support/platform.ts';
import { ServiceProcess } from './support/service-process.ts';
import { Standalone } from './support/standalone.ts';

const { postgres, redis, s3, qdrant } = SERVERS;
const PICTURES = 40;
const QUERIES = ['a smiling face', 'a red fruit', 'a thing with fur'];

/** Many processes start and end here, one after the other: this only ends what would never come. */
const LONG = { timeout: 900_000 };

type Settings = Record<string, string>;

// Where there is no Qdrant, the three services in one process, with everything but the vectors on servers.
describe.skipIf([postgres, redis, s3].includes(undefined))('a platform on servers', LONG, () => {
  let dir: string;
  let file: string;
  let source: Platform;
  let sourcePlaces: Settings;
  let load: Load | undefined;
  let names: string[];
  let hits: string[][];
  /** Single items that were acknowledged before the backup began. */
  let before: string[];
  const others: Platform[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-restore-'));
    file = join(dir, 'platform.tar');
    sourcePlaces = await emptyPlaces(servers());
    source = await start(sourcePlaces);
    await mkdir(join(source.dataDir, 'import'), { recursive: true });
    names = await pictureFolder(join(source.dataDir, 'import/all'), PICTURES);
    const body = { collection: 'all', source: { type: 'folder', path: 'all' } };
    const { id } = await source.json(202, 'POST', '/v1/jobs', body);
    const over = async () => (await source.json(200, 'GET', `/v1/jobs/${id}`)).state === 'completed';
    await vi.waitUntil(over, { timeout: 300_000, interval: 100 });
    await source.json(201, 'POST', '/v1/classes', { name: 'pet', synonyms: ['animal'], seen: false });
    hits = await answers(source);
  }, LONG.timeout);
  afterAll(async () => {
    await load?.stop();
    await Promise.all([source, ...others].map((platform) => platform?.dispose()));
    await rm(dir, { recursive: true, force: true });
  });

  const servers = () => ({ postgres: postgres!, redis: redis!, s3: s3!, qdrant });
  async function start(places: Settings): Promise<Platform> {
    return qdrant === undefined
      ? Standalone.start(places)
      : Distributed.start({ ...servers(), qdrant }, {}, places);
  }

  /** What searches find, in their order. */
  async function answers(platform: Platform): Promise<string[][]> {
    const found: string[][] = [];
    for (const text of QUERIES) {
      const query = { collection: 'all', text, limit: 10, cutoff: 'off' };
      const { hits } = (await platform.json(200, 'POST', '/v1/search', query)) as { hits: Hit[] };
      found.push(hits.map(({ id }) => id));
    }
    return found;
  }

  /** Ids of a collection's items that are ready, of all pages. */
  async function listed(platform: Platform, collection: string): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const page = await platform.json(200, 'GET', `/v1/items?collection=${collection}&limit=100${cursor}`);
      ids.push(...page.items.filter(({ status }: Hit) => status === 'indexed').map(({ id }: Hit) => id));
      if (page.nextCursor === null) return ids.sort();
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }

  it('is backed up by the command line while it works', async () => {
    load = new Load(source, 'singles');
    load.start();
    await expect.poll(() => listed(source, 'singles').catch(() => [])).not.toEqual([]);
    before = await listed(source, 'singles');
    const saved = await unseen({ UNSEEN_URL: source.url }, 'backup', file, '--json');
    await load.stop();
    expect(load.refusals).toEqual([]);
    expect(saved.status, saved.err).toBe(0);
    const { items } = JSON.parse(saved.out) as { items: number };
    expect(items).toBeGreaterThanOrEqual(PICTURES + before.length);
  });

  it.skipIf(qdrant === undefined)('is backed up straight from its stores, as a schedule does', async () => {
    const folder = join(dir, 'nightly');
    await mkdir(folder);
    await writeFile(join(folder, 'unseen-20250101T021700Z.tar'), 'an old one');
    await writeFile(join(folder, 'unseen-20250102T021700Z.tar.partial'), 'cut short');
    const program = fileURLToPath(new URL('../apps/admin/dist/backup.js', import.meta.url));
    const night = await startNode(program, sourcePlaces, folder, '1').ended;
    expect(night.status, night.err).toBe(0);
    expect(night.out).toContain('Removed unseen-20250101T021700Z.tar.');
    const [name, ...more] = await readdir(folder);
    expect(more).toEqual([]);
    expect((await checkBackup(join(folder, name!))).items).toBeGreaterThanOrEqual(PICTURES + before.length);
    const { status, err } = await startNode(program, sourcePlaces, folder, 'all').ended;
    expect({ status, err }).toMatchObject({ status: 1, err: expect.stringContaining('1 to 9999') });
  });

  it('is restored, though the restore is killed twice: nothing of a half one is to be seen', async () => {
    const dataDir = join(dir, 'target');
    const places: Settings = { ...(await emptyPlaces(servers())), UNSEEN_DATA_DIR: dataDir };
    expect(await unseen(places, 'migrate')).toMatchObject({ status: 0 });
    const held = await holdRestore(places['UNSEEN_DATABASE_URL']!);
    for (const reached of [() => hasVectors(places), () => held.reached()]) {
      const restore = startUnseen(places, 'restore', file);
      const over = restore.ended.then((ended) => {
        throw new Error(`The restore ended: ${ended.out}${ended.err}`);
      });
      over.catch(() => undefined);
      await Promise.race([over, expect.poll(reached, { interval: 20, timeout: 300_000 }).toBe(true)]);
      restore.process.kill('SIGKILL');
      expect((await restore.ended).status).toBeNull();
    }
    await held.release();
    for (const app of qdrant === undefined ? ['standalone'] : ['ingestion', 'query', 'admin']) {
      const service = new ServiceProcess(app, places);
      await expect(service.start()).rejects.toThrow('A restore was begun here and has not been finished.');
    }

    const restored = await unseen(places, 'restore', file, '--json');
    expect(restored.status, restored.err).toBe(0);
    const target = await startOn(places, dataDir);
    expect(await listed(target, 'all')).toEqual(names);
    // What was acknowledged before is there, and all of what came meanwhile that was not just being written; each item once.
    expect(await listed(target, 'singles')).toEqual(expect.arrayContaining(before));
    // Those are made ready meanwhile.
    const same = async () =>
      (await found(target, 'singles')).join() === (await listed(target, 'singles')).join();
    await expect.poll(same).toBe(true);
    expect(await answers(target)).toEqual(hits);
    expect((await target.json(200, 'GET', '/v1/classes')).classes).toMatchObject([{ name: 'pet' }]);
    const picture = await target.send('GET', `/v1/items/${names[0]}/image?collection=all&size=original`);
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);
    const again = await unseen(places, 'restore', file, '--json');
    expect(JSON.parse(again.out)).toMatchObject({ error: { code: 'restore_not_empty' } });
  });

  /** A platform on places that are no longer empty. */
  async function startOn(places: Settings, dataDir: string): Promise<Platform> {
    const platform = await start(qdrant === undefined ? { ...places, UNSEEN_DATA_DIR: dataDir } : places);
    others.push(platform);
    return platform;
  }

  /** Whether anything has been written to the vector store. */
  async function hasVectors(places: Settings): Promise<boolean> {
    if (qdrant === undefined) {
      const folder = join(places['UNSEEN_DATA_DIR']!, 'vectors');
      return existsSync(folder) && (await readdir(folder)).length > 0;
    }
    const response = await fetch(`${qdrant}/collections`);
    const { result } = (await response.json()) as { result: { collections: { name: string }[] } };
    return result.collections.some(({ name }) => name.startsWith(places['UNSEEN_QDRANT_PREFIX']!));
  }

  /** Ids that a search over a whole collection finds, page by page. */
  async function found(platform: Platform, collection: string): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { collection, text: 'item number', cutoff: 'off', limit: 100, candidates: 1000, cursor };
      const page = await platform.json(200, 'POST', '/v1/search', query);
      ids.push(...page.hits.map((hit: Hit) => hit.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return ids.sort();
  }

  interface Hit {
    readonly id: string;
    readonly status?: string;
  }
});
