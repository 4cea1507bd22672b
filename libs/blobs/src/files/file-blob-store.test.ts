import { describeBlobStore } from '@unseen/testing';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobs } from './file-blob-store.ts';

describeBlobStore('files', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'unseen-blobs-'));
  return {
    open: () => openFileBlobs({ dir }),
    leftovers: async () => (await readdir(join(dir, 'tmp'))).length,
    dispose: () => rm(dir, { recursive: true, force: true }),
  };
});
