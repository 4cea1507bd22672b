import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeVectorStore, type MakeVectorStoreHarness } from '@unseen/testing';
import { openLanceDb } from '../index.ts';

function harness(indexFrom: number): MakeVectorStoreHarness {
  return async () => {
    const dir = await mkdtemp(join(tmpdir(), 'unseen-vectors-'));
    return {
      open: () => openLanceDb({ dir, indexFrom, codesFrom: indexFrom, optimizeEverySeconds: 0 }),
      remove: () => rm(dir, { recursive: true, force: true }),
    };
  };
}

describeVectorStore('LanceDB, every vector compared', harness(1_000_000));
describeVectorStore('LanceDB, indexed', harness(20));
