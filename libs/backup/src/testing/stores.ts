import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobs, openS3Blobs } from '@unseen/blobs';
import { openLedger } from '@unseen/ledger';
import { copyReadyLedger, createDatabase } from '@unseen/ledger/testing';
import { SERVERS } from '@unseen/testing';
import { openLanceDb, openQdrant } from '@unseen/vector-store';
import type { BackupParts } from '../write/backup-parts.ts';

/** The stores of a platform of its own, empty. */
export interface TestStores extends BackupParts {
  close(): Promise<void>;
}

/** Opens one on embedded engines, in a temporary folder. */
export async function openEmbedded(): Promise<TestStores> {
  const dir = await mkdtemp(join(tmpdir(), 'unseen-backup-test-'));
  await copyReadyLedger(join(dir, 'ledger'));
  const [ledger, blobs, store] = await Promise.all([
    openLedger({ kind: 'embedded', dir: join(dir, 'ledger') }),
    openFileBlobs({ dir: join(dir, 'blobs') }),
    openLanceDb({ dir: join(dir, 'vectors'), optimizeEverySeconds: 0 }),
  ]);
  return closable({ ledger, blobs, store }, () => rm(dir, { recursive: true }));
}

/** Opens one on the servers of the test run: Postgres, S3, and Qdrant where there is one. */
export async function openOnServers(): Promise<TestStores> {
  const { postgres, s3, qdrant } = SERVERS;
  if (postgres === undefined || s3 === undefined) throw new Error('There are no servers.');
  const { origin, username, password } = new URL(s3);
  const credentials = { accessKeyId: username, secretAccessKey: password };
  const bucket = `test-${randomUUID()}`;
  const dir = await mkdtemp(join(tmpdir(), 'unseen-backup-test-'));
  const [ledger, blobs, store] = await Promise.all([
    openLedger({ kind: 'postgres', url: await createDatabase(postgres) }),
    openS3Blobs({ endpoint: origin, bucket, region: 'us-east-1', credentials }),
    qdrant === undefined
      ? openLanceDb({ dir, optimizeEverySeconds: 0 })
      : openQdrant({ urls: [qdrant], prefix: `test-${randomBytes(6).toString('hex')}`, timeoutMs: 30_000 }),
  ]);
  return closable({ ledger, blobs, store }, () => rm(dir, { recursive: true }));
}

function closable(parts: BackupParts, remove: () => Promise<void>): TestStores {
  return {
    ...parts,
    close: async () => {
      await parts.store.close();
      await parts.blobs.close();
      await parts.ledger.close();
      await remove();
    },
  };
}
