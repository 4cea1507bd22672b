import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TINY_SPACES, writeTinyPack } from '../testing/tiny-pack.ts';
import { loadPack } from './load-pack.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'load-pack-'));
  await writeTinyPack(dir);
});

afterEach(() => rm(dir, { recursive: true }));

type Draft = Record<string, unknown> & Record<'image' | 'text' | 'spaces' | 'files', Record<string, unknown>>;

async function editManifest(edit: (manifest: Draft) => void): Promise<void> {
  const path = join(dir, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Draft;
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

describe('loadPack', () => {
  it('names the pack and its spaces', async () => {
    expect(await loadPack(dir)).toMatchObject({ id: 'tiny@1.0.0', name: 'tiny', spaces: TINY_SPACES });
  });

  it('says when there is no pack', async () => {
    await expect(loadPack(join(dir, 'none'))).rejects.toMatchObject({ code: 'pack_not_found' });
  });

  it('refuses a file that was changed or is missing, naming it', async () => {
    const path = join(dir, 'imfa.onnx');
    const bytes = await readFile(path);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(path, bytes);
    await expect(loadPack(dir)).rejects.toMatchObject({ code: 'pack_checksum_mismatch' });
    await rm(path);
    await expect(loadPack(dir)).rejects.toThrow(/imfa\.onnx/);
  });

  it.each<[string, RegExp, (manifest: Draft) => void]>([
    ['another format', /format/, (manifest) => (manifest.format = 3)],
    [
      'a file that is not listed',
      /scorers\.imfa.*not listed/,
      (manifest) => delete manifest.files['imfa.onnx'],
    ],
    ['a path out of the folder', /tokenizer/, (manifest) => (manifest.text.tokenizer = '../tokenizer.json')],
    ['a grid too large to store', /grid/, (manifest) => (manifest.spaces.grid = [8, 8])],
    ['a zero deviation', /std/, (manifest) => (manifest.image.std = [1, 0, 1])],
    ['a misspelled key', /kernal/i, (manifest) => (manifest.image.kernal = 'cubic')],
  ])('refuses %s', async (_, reason, edit) => {
    await editManifest(edit);
    const loaded = loadPack(dir);
    await expect(loaded).rejects.toMatchObject({ code: 'pack_invalid' });
    await expect(loaded).rejects.toThrow(reason);
  });

  it('refuses a manifest that is not JSON', async () => {
    await writeFile(join(dir, 'manifest.json'), '{');
    await expect(loadPack(dir)).rejects.toMatchObject({ code: 'pack_invalid' });
  });
});
