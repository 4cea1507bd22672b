import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@unseen/config';
import { backUpInto } from '@unseen/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unseen } from './support/command-line.ts';
import { EMOJI, itemForm, picture } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

const NAMES = Object.keys(EMOJI) as (keyof typeof EMOJI)[];

describe('backup and restore', () => {
  let dir: string;
  let source: Standalone;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-backup-e2e-'));
    source = await Standalone.start();
  });
  afterAll(async () => {
    await source?.dispose();
    await rm(dir, { recursive: true, force: true });
  });

  async function add(platform: Standalone, id: string, name: keyof typeof EMOJI): Promise<void> {
    const form = itemForm(
      { id, caption: `${EMOJI[name][1]} ${id}`, collection: 'things' },
      await picture(name),
    );
    await platform.json(201, 'POST', '/v1/items', form);
  }

  /** Ids that a search over everything finds, page by page. */
  async function found(platform: Standalone): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { collection: 'things', text: 'a thing', cutoff: 'off', limit: 7, cursor };
      const page = await platform.json(200, 'POST', '/v1/search', query);
      ids.push(...page.hits.map((hit: { id: string }) => hit.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return ids.sort();
  }

  it('backs up a platform at work; restored elsewhere, every item is found exactly once, and shown', async () => {
    for (const name of NAMES) await add(source, name, name);
    await source.json(201, 'POST', '/v1/classes', { name: 'pet', synonyms: ['animal'], seen: false });
    const file = join(dir, 'platform.tar');
    let stop = false;
    const coming = (async () => {
      for (let n = 0; !stop; n += 1)
        await add(source, `later-${String(n).padStart(4, '0')}`, NAMES[n % NAMES.length]!);
    })();
    const saved = await unseen({ UNSEEN_URL: source.url }, 'backup', file, '--json');
    stop = true;
    await coming;
    expect(saved).toMatchObject({ status: 0 });
    const { items } = JSON.parse(saved.out) as { items: number };
    expect(items).toBeGreaterThanOrEqual(NAMES.length);

    const target = await Standalone.prepare();
    try {
      const restored = await unseen({ UNSEEN_DATA_DIR: target.dataDir }, 'restore', file, '--json');
      expect(JSON.parse(restored.out)).toMatchObject({ items, withoutOriginal: 0 });
      await target.boot();
      const expected = [...NAMES];
      for (let n = 0; expected.length < items; n += 1)
        expected.push(`later-${String(n).padStart(4, '0')}` as never);
      await expect.poll(() => found(target)).toEqual(expected.toSorted());
      const shown = await target.send('GET', '/v1/items/rose/image?collection=things');
      expect([...new Uint8Array(await shown.arrayBuffer())]).toEqual([
        ...new Uint8Array(
          await (await source.send('GET', '/v1/items/rose/image?collection=things')).arrayBuffer(),
        ),
      ]);
      const query = { collection: 'things', text: 'a rose', limit: 1, explain: true };
      const [hit] = (await target.json(200, 'POST', '/v1/search', query)).hits;
      expect(hit).toMatchObject({ id: 'rose', caption: 'rose rose' });
      expect((await target.json(200, 'GET', '/v1/classes')).classes).toMatchObject([{ name: 'pet' }]);
    } finally {
      await target.dispose();
    }
  });

  it('refuses to restore over something, beside a running platform, or from half a file', async () => {
    const file = join(dir, 'again.tar');
    expect((await unseen({ UNSEEN_URL: source.url }, 'backup', file)).status).toBe(0);
    const running = await unseen({ UNSEEN_DATA_DIR: source.dataDir }, 'restore', file, '--json');
    expect(JSON.parse(running.out)).toMatchObject({ error: { code: 'data_dir_locked' } });
    const half = join(dir, 'half.tar');
    await writeFile(half, (await readFile(file)).subarray(0, (await stat(file)).size / 2));
    const damaged = await unseen({ UNSEEN_DATA_DIR: join(dir, 'empty') }, 'restore', half, '--json');
    expect(JSON.parse(damaged.out)).toMatchObject({ error: { code: 'backup_invalid' } });
    expect((await unseen({ UNSEEN_DATA_DIR: join(dir, 'empty') }, 'migrate')).out).toContain('up to date');
    expect((await unseen({ UNSEEN_DATA_DIR: join(dir, 'empty') }, 'restore', file)).status).toBe(0);
    const second = await unseen({ UNSEEN_DATA_DIR: join(dir, 'empty') }, 'restore', file, '--json');
    expect(JSON.parse(second.out)).toMatchObject({ error: { code: 'restore_not_empty' } });
    expect(second.status).toBe(1);
  });

  it('is restored into an empty platform of which a backup was taken, over HTTP and straight from its stores', async () => {
    const file = join(dir, 'full.tar');
    expect((await unseen({ UNSEEN_URL: source.url }, 'backup', file)).status).toBe(0);
    const empty = await Standalone.start();
    try {
      const saved = await unseen({ UNSEEN_URL: empty.url }, 'backup', join(dir, 'nothing.tar'), '--json');
      expect(JSON.parse(saved.out)).toMatchObject({ items: 0 });
      await empty.stop();
      const folder = await mkdtemp(join(dir, 'nightly-'));
      const night = await backUpInto(loadConfig({ UNSEEN_DATA_DIR: empty.dataDir }), folder, 1);
      expect(night).toMatchObject({ items: 0, pictures: 0 });
      const restored = await unseen({ UNSEEN_DATA_DIR: empty.dataDir }, 'restore', file, '--json');
      expect(restored.status, restored.out).toBe(0);
      await empty.boot();
      await expect.poll(() => found(empty)).toEqual(expect.arrayContaining([...NAMES]));
    } finally {
      await empty.dispose();
    }
  });
});
