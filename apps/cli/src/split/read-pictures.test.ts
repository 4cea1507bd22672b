import { ImportRoot } from '@unseen/ingest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSplitPictures, type SplitSource } from './read-pictures.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'unseen-splits-'));
  const images = [1, 2, 3].map((id) => ({ id, file_name: `${id}.jpg` }));
  await writeFile(
    join(dir, 'instances.json'),
    JSON.stringify({
      images: images.slice(0, 2),
      categories: [
        { id: 90, name: 'couch' },
        { id: 7, name: 'zebra' },
      ],
      annotations: [
        { image_id: 1, category_id: 90 },
        { image_id: 1, category_id: 7 },
        { image_id: 1, category_id: 7 },
        { image_id: 99, category_id: 7 },
      ],
    }),
  );
  await writeFile(
    join(dir, 'captions.json'),
    JSON.stringify({
      images,
      annotations: images.map(({ id }) => ({ image_id: id, caption: `picture ${id}` })),
    }),
  );
});
afterAll(() => rm(dir, { recursive: true }));

async function read(source: Omit<SplitSource, 'format'>) {
  const context = {
    root: await ImportRoot.open(dir),
    maxImageBytes: 0,
    decodeLimits: { maxPixels: 0, timeoutSeconds: 0 },
  };
  return readSplitPictures({ format: 'coco', ...source }, context);
}

test('categories become labels and classes with their other names; pictures without labels known are left out', async () => {
  const { pictures, classes, files } = await read({
    annotations: 'captions.json',
    instances: 'instances.json',
  });
  expect(pictures).toEqual([
    { id: '1.jpg', captions: ['picture 1'], labels: ['couch', 'zebra'] },
    { id: '2.jpg', captions: ['picture 2'], labels: [] },
  ]);
  expect(classes).toEqual([
    { name: 'couch', synonyms: expect.arrayContaining(['sofa']) },
    { name: 'zebra', synonyms: [] },
  ]);
  expect(files).toEqual({
    'captions.json': expect.stringMatching(/^[0-9a-f]{64}$/),
    'instances.json': expect.any(String),
  });
});

test('captions alone do', async () => {
  const { pictures, classes } = await read({ annotations: 'captions.json' });
  expect(pictures).toHaveLength(3);
  expect(classes).toBeUndefined();
});

test('captions given as instances are refused', async () => {
  await expect(read({ annotations: 'captions.json', instances: 'captions.json' })).rejects.toMatchObject({
    code: 'source_invalid',
  });
});
