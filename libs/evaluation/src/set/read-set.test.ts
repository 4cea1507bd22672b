import type { EvaluationSource } from '@unseen/domain';
import { ImportRoot } from '@unseen/ingest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSet } from './read-set.ts';

let dir: string;
let root: ImportRoot;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'unseen-sets-'));
  await mkdir(join(dir, 'pictures'));
  root = await ImportRoot.open(dir);
});
afterAll(() => rm(dir, { recursive: true }));

async function read(source: Omit<EvaluationSource, 'images'>, files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  const context = { root, maxImageBytes: 1e6, decodeLimits: { maxPixels: 1e6, timeoutSeconds: 5 } };
  const set = await readSet({ images: 'pictures', ...source }, context);
  return { ...set, captions: Object.fromEntries(set.pictures.map(({ id, captions }) => [id, captions])) };
}

const TOKENS = 'a.jpg#0\tone\na.jpg#1\ttwo\nb.jpg#0\tthree\nc.jpg#0\tfour\n';
const BARS =
  'image_name| comment_number| comment\na.jpg| 0| one\na.jpg| 1| two, and more\nb.jpg| 4   broken\nb.jpg| 1| three\n';
const COCO = JSON.stringify({
  images: [
    { id: 1, file_name: 'a.jpg' },
    { id: 2, file_name: 'b.jpg' },
    { id: 3, file_name: 'mute.jpg' },
  ],
  annotations: [
    { image_id: 2, id: 5, caption: 'three' },
    { image_id: 1, id: 6, caption: 'one' },
    { image_id: 1, id: 7, caption: 'two' },
  ],
});
const KARPATHY = JSON.stringify({
  images: [
    { filename: 'a.jpg', split: 'train', sentences: [{ raw: 'one' }, { raw: 'two' }] },
    { filename: 'b.jpg', split: 'val', sentences: [{ raw: 'three' }] },
    { filename: 'c.jpg', filepath: 'val2014', split: 'test', sentences: [{ raw: 'four' }] },
  ],
});

describe('the formats', () => {
  it('Flickr8k token files, captions of one picture gathered wherever they stand', async () => {
    const set = await read(
      { format: 'flickr', annotations: 'tokens.txt' },
      { 'tokens.txt': `${TOKENS}a.jpg#2\tlast\n` },
    );
    expect(set.captions).toEqual({ 'a.jpg': ['one', 'two', 'last'], 'b.jpg': ['three'], 'c.jpg': ['four'] });
    expect(set.kept).toBe('the whole set');
  });

  it('Flickr30k tables, a broken line listed and passed over', async () => {
    const set = await read({ format: 'flickr', annotations: 'results.csv' }, { 'results.csv': BARS });
    expect(set.captions).toEqual({ 'a.jpg': ['one', 'two, and more'], 'b.jpg': ['three'] });
    expect(set.skipped).toMatchObject([{ id: 'line 4', code: 'entry_invalid' }]);
  });

  it('COCO captions, pictures without one listed', async () => {
    const set = await read({ format: 'coco', annotations: 'captions.json' }, { 'captions.json': COCO });
    expect(set.captions).toEqual({ 'a.jpg': ['one', 'two'], 'b.jpg': ['three'] });
    expect(set.skipped).toMatchObject([{ id: 'mute.jpg' }]);
  });

  it('Karpathy: the split named, several, a list of names, and the test split when none is named', async () => {
    const files = { 'dataset.json': KARPATHY, 'names.txt': 'a.jpg\nc.jpg\n' };
    const ids = async (split?: string) =>
      Object.keys((await read({ format: 'karpathy', annotations: 'dataset.json', split }, files)).captions);
    expect(await ids()).toEqual(['c.jpg']);
    expect(await ids('train')).toEqual(['a.jpg']);
    expect(await ids('train,val')).toEqual(['a.jpg', 'b.jpg']);
    expect(await ids('names.txt')).toEqual(['a.jpg', 'c.jpg']);
    const whole = { 'dataset.json': KARPATHY.replace('"split":"test"', '"split":"val"') };
    expect(
      Object.keys((await read({ format: 'karpathy', annotations: 'dataset.json' }, whole)).captions),
    ).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });
});

describe('split lists', () => {
  it.each([
    ['names', 'c.jpg\nb.jpg\n'],
    ['Windows line ends and a byte order mark', '\ufeffb.jpg\r\nc.jpg\r\n\r\n'],
    ['names without extension', 'b\nc'],
    ['captions', 'b.jpg#0\nc.jpg#3\n'],
  ])('%s', async (_name, list) => {
    const set = await read(
      { format: 'flickr', annotations: 'tokens.txt', split: 'list.txt' },
      { 'tokens.txt': TOKENS, 'list.txt': list },
    );
    expect(Object.keys(set.captions)).toEqual(['b.jpg', 'c.jpg']);
    expect(set.skipped).toEqual([]);
  });

  it('is found beside the annotations, and what it names in vain is said', async () => {
    const set = await read(
      { format: 'flickr', annotations: 'sub/tokens.txt', split: 'dev.txt' },
      { 'sub/tokens.txt': TOKENS, 'sub/dev.txt': 'a.jpg\nnever.jpg\n' },
    );
    expect(Object.keys(set.captions)).toEqual(['a.jpg']);
    expect(set.skipped).toMatchObject([
      { id: 'never.jpg', reason: expect.stringContaining('annotations do not') },
    ]);
  });

  it.each([
    ['a list that is not there', { split: 'absent.txt' }, 'source_not_found'],
    ['an empty list', { split: 'empty.txt' }, 'source_invalid'],
    ['a list that fits no picture', { split: 'other.txt' }, 'evaluation_empty'],
    ['a split file of another kind', { split: 'other.json' }, 'source_invalid'],
    ['a list outside the root', { split: '../list.txt' }, 'source_outside_root'],
    ['annotations that are not there', { annotations: 'absent.token.txt' }, 'source_not_found'],
  ])('%s is refused', async (_name, change, code) => {
    const files = {
      'tokens.txt': TOKENS,
      'empty.txt': '\n',
      'other.txt': 'z.jpg\n',
      'other.json': '{"a":1}',
    };
    await expect(
      read({ format: 'flickr', annotations: 'tokens.txt', ...change }, files),
    ).rejects.toMatchObject({
      code,
    });
  });
});
