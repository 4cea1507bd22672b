import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { originalKey } from '@unseen/blobs';
import { MODALITIES, pointId } from '@unseen/domain';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { writeTinyPack } from '@unseen/encoder/testing';
import { ItemIngestor, ItemPipeline } from '@unseen/ingest';
import { expect } from 'vitest';
import type { BackupParts } from '../write/backup-parts.ts';
import { openEmbedded, type TestStores } from './stores.ts';

/** An encoder, a folder, and platforms to back up and to restore into; all gone after `close`. */
export class BackupLab {
  readonly dir: string;
  readonly encoder: Encoder;
  readonly #stores: TestStores[] = [];

  private constructor(dir: string, encoder: Encoder) {
    this.dir = dir;
    this.encoder = encoder;
  }

  static async open(): Promise<BackupLab> {
    const dir = await mkdtemp(join(tmpdir(), 'unseen-backup-lab-'));
    await writeTinyPack(join(dir, 'pack'), '1.0.0');
    return new BackupLab(dir, await openEncoder({ pack: await loadPack(join(dir, 'pack')) }));
  }

  /** An empty platform. */
  async platform(open: () => Promise<TestStores> = openEmbedded): Promise<TestStores> {
    const stores = await open();
    this.#stores.push(stores);
    return stores;
  }

  /** What takes in, changes and removes items of a platform. */
  itemsOf(parts: BackupParts): ItemIngestor {
    const decodeLimits = { maxPixels: 1_000_000, timeoutSeconds: 30 };
    return new ItemIngestor(new ItemPipeline({ ...parts, encoder: this.encoder, decodeLimits }));
  }

  /**
   * Expects every item of a collection to be found exactly once under each of its vectors, with its picture and what it shows, and
   * nothing to be found that is no item.
   *
   * @returns the ids of its items
   */
  async expectWhole(
    { ledger, store, blobs }: BackupParts,
    tenant: string,
    collection: string,
  ): Promise<string[]> {
    const items = await ledger.items.page(tenant, collection, undefined, 10_000);
    const space = { tenant, collection, pack: this.encoder.pack.id };
    expect(await store.count(space)).toBe(items.length);
    for (const { id, state, imageKey, captions, metadata, contentHash } of items) {
      expect(state).toBe('indexed');
      if (imageKey !== null) expect((await blobs.get(originalKey(imageKey))).bytes.length).toBeGreaterThan(0);
      const parts = { vectors: MODALITIES, regions: true, tokens: true, payload: true } as const;
      const [point] = await store.read(space, [pointId(space, id)], parts);
      expect(point?.payload).toEqual({
        captions,
        metadata,
        hasImage: imageKey !== null,
        createdAt: expect.any(Number) as number,
        contentHash,
      });
      expect(point?.regions !== undefined).toBe(imageKey !== null);
      for (const [modality, vector] of Object.entries(point!.vectors)) {
        const request = { modality: modality as 'image', vector, limit: items.length, exact: true };
        const [neighbors] = await store.search(space, [request]);
        expect(neighbors!.filter((neighbor) => neighbor.id === pointId(space, id))).toHaveLength(1);
      }
    }
    return items.map(({ id }) => id);
  }

  async close(): Promise<void> {
    await this.encoder.close();
    for (const stores of this.#stores) await stores.close();
    await rm(this.dir, { recursive: true });
  }
}
