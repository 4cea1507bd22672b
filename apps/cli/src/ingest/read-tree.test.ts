import { openFileBlobs } from '@unseen/blobs';
import { type BlobStore, type JobSource } from '@unseen/domain';
import { ImportRoot, openSource } from '@unseen/ingest';
import { png, tarOf, zipOf } from '@unseen/ingest/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTree } from './read-tree.ts';
import type { OutgoingItem } from './send-items.ts';

/** Items under way at once. */
const PARALLEL = 4;

let dir: string;
let unpacked: BlobStore;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'unseen-tree-'));
  unpacked = await openFileBlobs({ dir: join(dir, 'unpacked') });
});
afterEach(() => rm(dir, { recursive: true }));

/** Thirty pictures, every third like the one before it. */
const FILES = new Map(
  Array.from({ length: 30 }, (_, n) => [
    `${String(n).padStart(2, '0')}.png`,
    png([n, 0, 0], 8, 8, String(n % 3 === 2 ? n - 1 : n)),
  ]),
);

async function itemsOf(name: string, archive: Buffer): Promise<AsyncIterable<OutgoingItem>> {
  await writeFile(join(dir, name), archive);
  const root = await ImportRoot.open(dir);
  const source: JobSource = { type: 'archive', path: name };
  const limits = { maxPixels: 1e6, timeoutSeconds: 5 };
  const context = { root, blobs: unpacked, maxImageBytes: 1e6, decodeLimits: limits };
  return (await readTree(await openSource(source, context), { tree: root, unpacked })).items;
}

const kept = () => Array.fromAsync(unpacked.list('originals'));

it.each([
  ['zip', async () => zipOf(FILES)],
  ['tar', () => tarOf(FILES)],
])('what is taken out of a %s is kept only until it is sent', async (name, archive) => {
  const underWay: OutgoingItem[] = [];
  const sent = new Map<string, Buffer>();
  const end = async () => {
    const item = underWay.shift()!;
    const { image } = await item.load();
    sent.set(item.id!, Buffer.from(image as Uint8Array));
    await item.over!();
  };
  for await (const item of await itemsOf(`a.${name}`, await archive())) {
    underWay.push(item);
    expect((await kept()).length).toBeLessThanOrEqual(PARALLEL);
    if (underWay.length === PARALLEL) await end();
  }
  while (underWay.length > 0) await end();
  expect(await kept()).toEqual([]);
  expect(sent).toEqual(FILES);
});
