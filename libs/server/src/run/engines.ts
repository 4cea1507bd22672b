import type { Config } from '@unseen/config';
import { AppError, type BlobStore, type VectorStore } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import { openBlobsOf, openLedgerOf, openVectorStoreOf } from '../shared-modules/storage/open-engines.ts';

/** The stores of a process: opened once, whatever applications run on them one after the other. */
export interface Engines {
  readonly ledger: Ledger;
  readonly store: VectorStore;
  readonly blobs: BlobStore;
}

/** Opens the stores of a configuration, whatever state they are in. @throws AppError `data_dir_locked`, `..._unavailable` */
export async function openStores(config: Config): Promise<Engines> {
  // The ledger first: embedded, its lock keeps everyone else out of the folder.
  const ledger = await openLedgerOf(config);
  try {
    const store = await openVectorStoreOf(config);
    return { ledger, store, blobs: await openBlobsOf(config) };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** Opens stores that are whole. @throws AppError `restore_unfinished`, and as {@link openStores} */
export async function openEngines(config: Config): Promise<Engines> {
  const engines = await openStores(config);
  try {
    if (await engines.ledger.transfer.isRestoreUnfinished()) {
      throw new AppError('restore_unfinished', 'A restore was begun here and has not been finished.');
    }
    return engines;
  } catch (error) {
    await closeEngines(engines);
    throw error;
  }
}

/** Closes the stores, last opened first. @throws the first error, after all have been closed */
export function closeEngines({ ledger, store, blobs }: Engines): Promise<void> {
  return inTurn(
    () => blobs.close(),
    () => store.close(),
    () => ledger.close(),
  );
}

/** Runs steps one after another, each whatever became of the former. @throws the first error, after the last step */
export async function inTurn(...steps: readonly (() => unknown)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
