import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobs } from '@unseen/blobs';
import type { BlobStore, VectorStore } from '@unseen/domain';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { writeTinyPack } from '@unseen/encoder/testing';
import type { Ledger } from '@unseen/ledger';
import { openTestLedger } from '@unseen/ledger/testing';
import { openLanceDb } from '@unseen/vector-store';

/** The real parts ingestion works with, in a temporary folder. */
export interface TestPlatform {
  readonly dir: string;
  /** Folder bulk jobs read from. */
  readonly importRoot: string;
  readonly ledger: Ledger;
  readonly blobs: BlobStore;
  readonly store: VectorStore;
  readonly encoder: Encoder;
  readonly decodeLimits: { readonly maxPixels: number; readonly timeoutSeconds: number };
  close(): Promise<void>;
}

/** Opens the platform; everything is gone after `close`. @param packVersion - version of the tiny model pack */
export async function openTestPlatform(packVersion = '1.0.0'): Promise<TestPlatform> {
  const dir = await mkdtemp(join(tmpdir(), 'unseen-ingest-'));
  const pack = join(dir, 'pack');
  await writeTinyPack(pack, packVersion);
  const [ledger, blobs, store, encoder] = await Promise.all([
    openTestLedger(),
    openFileBlobs({ dir: join(dir, 'blobs') }),
    openLanceDb({ dir: join(dir, 'vectors'), optimizeEverySeconds: 0 }),
    loadPack(pack).then((loaded) => openEncoder({ pack: loaded })),
  ]);
  const importRoot = join(dir, 'import');
  await mkdir(importRoot);
  return {
    dir,
    importRoot,
    ledger,
    blobs,
    store,
    encoder,
    decodeLimits: { maxPixels: 1_000_000, timeoutSeconds: 5 },
    close: async () => {
      await encoder.close();
      await store.close();
      await blobs.close();
      await ledger.close();
      await rm(dir, { recursive: true });
    },
  };
}
