import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guessType } from './guess-type.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unseen-guess-'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['list.csv', 'image,caption', 'csv'],
  ['export.csv', 'Handle,Title,Image Src', 'shopify'],
  ['list.tsv', 'image\tcaption', 'csv'],
  ['list.xlsx', 'PK', 'csv'],
  ['train.parquet', 'PAR1', 'csv'],
  ['list.csv.gz', '', 'csv'],
  ['items.jsonl', '{}', 'jsonl'],
  ['items.ndjson.zst', '', 'jsonl'],
  ['items.json', ' [{"image":"a.jpg"}]', 'jsonl'],
  ['products.json', '{\n  "products": [', 'jsonl'],
  ['captions_val2017.json', '{"info": {"year": 2017}, "images": [', 'coco'],
  ['captions-by-name.json', '{"a.jpg": ["A dog"],', 'jsonl'],
  ['captions.json', '{"images": [{"id": 1}]', 'coco'],
  ['dataset_flickr8k.json', '{"images": [{"sentences": []', 'karpathy'],
  ['Flickr8k.token.txt', 'a.jpg#0\tA dog', 'flickr'],
  ['photos.zip', 'PK', 'archive'],
  ['photos.tar', '', 'archive'],
  ['photos.tar.gz', '', 'archive'],
  ['photos.TGZ', '', 'archive'],
  ['photos.tar.zst', '', 'archive'],
  ['IMG_0001.HEIC', '', 'picture'],
])('%s is loaded as what it is', async (name, content, type) => {
  await writeFile(join(folder, name), content);
  expect(await guessType(join(folder, name))).toBe(type);
});

it('takes a folder, and what is not there, for a folder; and says when nothing fits', async () => {
  expect(await guessType(folder)).toBe('folder');
  expect(await guessType(join(folder, 'missing'))).toBe('folder');
  await writeFile(join(folder, 'notes.doc'), '');
  await expect(guessType(join(folder, 'notes.doc'))).rejects.toThrow('Name its type with --type');
});
