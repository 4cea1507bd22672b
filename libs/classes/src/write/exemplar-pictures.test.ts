import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobs, originalKey } from '@unseen/blobs';
import type { BlobStore, Queue, VectorStore } from '@unseen/domain';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { writeTinyPack } from '@unseen/encoder/testing';
import { PictureStore } from '@unseen/ingest';
import { png } from '@unseen/ingest/testing';
import type { Ledger } from '@unseen/ledger';
import { openTestLedger } from '@unseen/ledger/testing';
import { openPgBossQueue } from '@unseen/queue';
import { openLanceDb } from '@unseen/vector-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WritingParts } from '../class-parts.ts';
import { classVectors } from '../live/class-vectors.ts';
import { ClassWriter } from './class-writer.ts';

const decodeLimits = { maxPixels: 1_000_000, timeoutSeconds: 5 };
const actor = { tenant: 'shop', name: 'me' };
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let dir: string;
let ledger: Ledger;
let store: VectorStore;
let blobs: BlobStore;
let queue: Queue;
const encoders: Record<string, Encoder> = {};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'unseen-exemplars-'));
  for (const version of ['1.0.0', '2.0.0']) {
    await writeTinyPack(join(dir, version), version);
    encoders[version] = await openEncoder({ pack: await loadPack(join(dir, version)) });
  }
  ledger = await openTestLedger();
  store = await openLanceDb({ dir: join(dir, 'vectors') });
  blobs = await openFileBlobs({ dir: join(dir, 'blobs') });
  queue = await openPgBossQueue({ database: ledger.embedded });
  await queue.start();
});
afterAll(async () => {
  await queue?.stop();
  await store?.close();
  await blobs?.close();
  await ledger?.close();
  for (const encoder of Object.values(encoders)) await encoder.close();
  await rm(dir, { recursive: true });
});

function parts(version = '1.0.0'): WritingParts {
  const pictures = new PictureStore(blobs, ledger, decodeLimits);
  return { ledger, store, queue, pictures, decodeLimits, encoder: encoders[version]! };
}

describe('pictures uploaded to show a class', () => {
  const [red, blue] = [png([250, 0, 0], 8, 8, 'red'), png([0, 0, 250], 8, 8, 'blue')];

  it('are kept, and shown to the next model', async () => {
    const writer = new ClassWriter(parts());
    const { entry } = await writer.add(actor, { name: 'colors', seen: false, pictures: [red, blue, red] });
    expect(entry.exemplars).toHaveLength(2);
    for (const bytes of [red, blue]) expect(await blobs.has(originalKey(hashOf(bytes)))).toBe(true);
    expect(await ledger.pictures.unused([hashOf(red), hashOf(blue)])).toEqual([]);
    const [now] = await classVectors(parts(), actor.tenant, [entry]);
    const [next] = await classVectors(parts('2.0.0'), actor.tenant, [entry]);
    expect(next!.exemplars).toHaveLength(2);
    expect(next!.exemplars.map(({ length }) => length)).toEqual(now!.exemplars.map(({ length }) => length));
    // Made once: they are among those kept under the pack.
    const ids = entry.exemplars.map(({ id }) => id);
    expect((await ledger.prototypes.exemplars(actor.tenant, 'tiny@2.0.0', ids)).size).toBe(2);
  });

  it('make no version when the class shows them already', async () => {
    const writer = new ClassWriter(parts());
    const green = png([0, 250, 0], 8, 8, 'green');
    const { entry, version } = await writer.add(actor, { name: 'greens', seen: false, pictures: [green] });
    expect(await writer.change(actor, entry.id, { pictures: [green] })).toMatchObject({ version });
    expect(await blobs.has(originalKey(hashOf(green)))).toBe(true);
  });

  it('go again when the class is refused', async () => {
    const writer = new ClassWriter(parts());
    const gray = png([90, 90, 90], 8, 8, 'gray');
    const refused = writer.add(actor, {
      name: 'grays',
      seen: false,
      exemplars: ['nobody'],
      pictures: [gray],
    });
    await expect(refused).rejects.toMatchObject({ code: 'exemplar_not_found' });
    expect(await blobs.has(originalKey(hashOf(gray)))).toBe(false);
    const broken = writer.add(actor, { name: 'grays', seen: false, pictures: [Buffer.from('nothing')] });
    await expect(broken).rejects.toMatchObject({ code: 'image_unsupported' });
  });
});
