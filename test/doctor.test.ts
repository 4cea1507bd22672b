import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unseen } from './support/command-line.ts';
import { makeModelPacks } from './support/model-packs.ts';
import { itemForm, picture } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

/** Nothing listens there. */
const NOWHERE = '127.0.0.1:9';
const KEY = `usk_${'k3y'.repeat(12)}`;

interface Finding {
  readonly name: string;
  readonly of: 'machine' | 'platform';
  readonly ok: boolean;
  readonly detail: string;
  readonly help?: string;
}

describe('the doctor', () => {
  let dir: string;
  let platform: Standalone;
  let stranger: Server;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-doctor-'));
    platform = await Standalone.start({ UNSEEN_API_KEY: KEY });
    stranger = createServer((_request, response) => response.end('<h1>It works!</h1>'));
    await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    stranger?.close();
    await platform?.dispose();
    await rm(dir, { recursive: true, force: true });
  });

  /** What is wrong, with the settings given. */
  async function faults(settings: Record<string, string>, url = platform.url): Promise<Finding[]> {
    // Not by --url: of a platform that is named, only what it says itself is looked at.
    const settled = { UNSEEN_DATA_DIR: join(dir, 'data'), UNSEEN_API_KEY: KEY, UNSEEN_URL: url, ...settings };
    const { status, out } = await unseen(settled, 'doctor', '--json');
    const wrong = (JSON.parse(out) as { findings: Finding[] }).findings.filter(({ ok }) => !ok);
    expect(status).toBe(wrong.length > 0 ? 1 : 0);
    return wrong;
  }
  const fault = (name: string, detail: RegExp | string, help: string) => ({
    name,
    of: name === 'platform' || name === 'key' ? 'platform' : 'machine',
    ok: false,
    detail: typeof detail === 'string' ? expect.stringContaining(detail) : expect.stringMatching(detail),
    help: expect.stringContaining(help),
  });

  it('finds nothing where nothing is wrong', async () => {
    expect(await faults({})).toEqual([]);
  });

  it('finds a setting that is misspelled', async () => {
    expect(await faults({ UNSEEN_MODLE_PACK: 'x' })).toEqual([
      fault('configuration', 'Unset UNSEEN_MODLE_PACK', 'configuration.md'),
    ]);
  });

  it('finds a data directory that cannot be one', async () => {
    await writeFile(join(dir, 'file'), '');
    expect(await faults({ UNSEEN_DATA_DIR: join(dir, 'file') })).toMatchObject([
      fault('data directory', /EEXIST|ENOTDIR/, 'UNSEEN_DATA_DIR'),
      { name: 'import root' },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('finds an import root it may not read', async () => {
    const root = join(dir, 'closed');
    await mkdir(root);
    await chmod(root, 0);
    expect(await faults({ UNSEEN_IMPORT_ROOT: root })).toEqual([
      fault('import root', 'EACCES', 'UNSEEN_IMPORT_ROOT'),
    ]);
  });

  it('finds a model pack that is not there, and one that was changed', async () => {
    expect(await faults({ UNSEEN_MODEL_PACK: join(dir, 'none') })).toEqual([
      fault('model pack', 'manifest.json', 'UNSEEN_MODEL_PACK'),
    ]);
    const pack = join(dir, 'pack');
    await cp('models/lite', pack, { recursive: true });
    await writeFile(join(pack, 'tokenizer.json'), '{}');
    expect(await faults({ UNSEEN_MODEL_PACK: pack })).toEqual([
      fault('model pack', 'tokenizer.json', 'UNSEEN_MODEL_PACK'),
    ]);
  });

  it('finds a device that is not there', async () => {
    expect(await faults({ UNSEEN_EXECUTION_PROVIDER: 'cuda' })).toEqual([
      fault('execution provider', 'cuda', 'UNSEEN_EXECUTION_PROVIDER=cpu'),
    ]);
  });

  it('finds servers that cannot be reached', async () => {
    const found = await faults({
      UNSEEN_DATABASE_URL: `postgres://u:p@${NOWHERE}/x`,
      UNSEEN_REDIS_URL: `redis://${NOWHERE}`,
      UNSEEN_QDRANT_URL: `http://${NOWHERE}`,
      UNSEEN_S3_BUCKET: 'pictures',
      UNSEEN_S3_ENDPOINT: `http://${NOWHERE}`,
    });
    expect(found).toEqual([
      fault('Postgres', 'ECONNREFUSED', 'UNSEEN_DATABASE_URL'),
      fault('Redis', 'ECONNREFUSED', 'UNSEEN_REDIS_URL'),
      fault('Qdrant', 'ECONNREFUSED', 'UNSEEN_QDRANT_URL'),
      fault('S3', 'ECONNREFUSED', 'UNSEEN_S3_ENDPOINT'),
    ]);
  });

  it('finds that nothing answers, or something else', async () => {
    expect(await faults({}, `http://${NOWHERE}`)).toEqual([
      fault('platform', 'Nothing answers', 'npm start'),
    ]);
    const { port } = stranger.address() as AddressInfo;
    expect(await faults({}, `http://127.0.0.1:${port}`)).toEqual([
      fault('platform', 'is not Unseen', 'another PORT'),
    ]);
  });

  it('compares what is stored, and removes what nothing needs', async () => {
    const stores = async (...more: string[]) => {
      const { status, out } = await unseen(
        { UNSEEN_API_KEY: KEY, UNSEEN_URL: platform.url },
        'doctor',
        '--storage',
        '--json',
        ...more,
      );
      return { status, findings: (JSON.parse(out) as { findings: Finding[] }).findings };
    };
    const headers = { authorization: `Bearer ${KEY}` };
    const added = await fetch(`${platform.url}/v1/items`, {
      method: 'POST',
      headers,
      body: itemForm({ id: 'apple', caption: 'an apple' }, await picture('apple')),
    });
    expect(added.status).toBe(201);
    expect(await stores()).toMatchObject({
      status: 0,
      findings: [{ detail: '1 pictures, no difference' }, { detail: '1 items, no difference' }],
    });

    const folder = join(platform.dataDir, 'blobs', 'originals', 'ab');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'c'.repeat(62)), 'left over');
    const left = await stores();
    expect(left.status).toBe(1);
    expect(left.findings[0]).toMatchObject({
      ok: false,
      detail: `2 pictures; 1 that nothing shows (ab${'c'.repeat(62)})`,
      help: expect.stringContaining('--clean'),
    });
    expect(await stores('--clean')).toMatchObject({ status: 0, findings: [{ ok: true }, { ok: true }] });
    expect(await stores()).toMatchObject({ status: 0 });
    const lines = (await (await fetch(`${platform.url}/v1/storage/differences`, { headers })).text()).trim();
    expect(JSON.parse(lines)).toEqual({ kind: 'compared', pictures: 1, items: 1, removed: 0 });
  });

  it('finds a key that the platform does not know', async () => {
    expect(await faults({ UNSEEN_API_KEY: KEY.replace('k3y', 'bad') })).toEqual([
      fault('key', 'not known', 'UNSEEN_API_KEY'),
    ]);
  });

  it('tells of items that another model pack embedded, of a platform that is ready', async () => {
    const packs = await makeModelPacks();
    const [former, latter] = packs.ids;
    const shared = { UNSEEN_DATA_DIR: join(dir, 'stranded'), UNSEEN_API_KEY: '' };
    const before = await Standalone.start({ ...shared, UNSEEN_MODEL_PACK: packs.lite });
    await before.json(201, 'POST', '/v1/items', { id: 'one', caption: 'a red bicycle' });
    await before.stop();
    const after = await Standalone.start({ ...shared, UNSEEN_MODEL_PACK: join(packs.folder, 'next') });
    try {
      const note = `1 item was embedded with ${former} and cannot be found with ${latter}`;
      const said = { status: 'ready', notes: { strandedItems: expect.stringContaining(note) } };
      await expect.poll(() => after.json(200, 'GET', '/health/ready')).toMatchObject(said);
      const [found, ...more] = await faults({ UNSEEN_API_KEY: '' }, after.url);
      expect(found).toMatchObject({ name: 'strandedItems', detail: expect.stringContaining('model switch') });
      expect(more).toEqual([]);
    } finally {
      await Promise.all([before, after].map((each) => each.dispose()));
      await packs.remove();
    }
  });
});
