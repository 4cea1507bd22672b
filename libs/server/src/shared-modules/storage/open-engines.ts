import { openFileBlobs, openS3Blobs } from '@unseen/blobs';
import type { Config } from '@unseen/config';
import type { BlobStore, VectorStore } from '@unseen/domain';
import { openLedger, type Ledger } from '@unseen/ledger';
import { openLanceDb, openQdrant } from '@unseen/vector-store';
import { join } from 'node:path';

/** The ledger: a Postgres server where one is configured, else PGlite below the data directory. */
export function openLedgerOf(config: Config): Promise<Ledger> {
  const { databaseUrl, databaseConnections, databaseLocksUrl, dataDir } = config;
  return openLedger(
    databaseUrl === undefined
      ? { kind: 'embedded', dir: join(dataDir, 'ledger') }
      : { kind: 'postgres', url: databaseUrl, connections: databaseConnections, locksUrl: databaseLocksUrl },
  );
}

/** The vector store: a Qdrant server where one is configured, else LanceDB below the data directory. */
export function openVectorStoreOf({ qdrant, dataDir, cacheBytes }: Config): Promise<VectorStore> {
  const dir = join(dataDir, 'vectors');
  return qdrant ? openQdrant({ ...qdrant, cacheBytes }) : openLanceDb({ dir, cacheBytes });
}

/** The blob store: an S3-compatible store where one is configured, else files below the data directory. */
export function openBlobsOf({ s3, dataDir }: Config): Promise<BlobStore> {
  return s3 === undefined ? openFileBlobs({ dir: join(dataDir, 'blobs') }) : openS3Blobs(s3);
}
