import type { BlobStore, VectorStore } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';

/** The stores a backup is taken from, or restored into. */
export interface BackupParts {
  readonly ledger: Ledger;
  readonly store: VectorStore;
  readonly blobs: BlobStore;
}
