import { isAppError, type Queue } from '@unseen/domain';

/** Asks a worker to bring the tags of a tenant's items up to its catalogue. A hint: the ledger knows what is behind. */
export interface RetagMessage {
  readonly tenant: string;
}

/**
 * Sends {@link RetagMessage}. While one waits, another says nothing new. A queue that is away loses nothing: what the catalogue is now is in
 * the ledger, and a worker that looks there from time to time finds what lags behind.
 */
export async function requestRetag(queue: Queue, tenant: string): Promise<void> {
  try {
    await queue.send<RetagMessage>('retag', [{ tenant }], () => ({ key: tenant }));
  } catch (error) {
    if (!isAppError(error, 'queue_unavailable')) throw error;
  }
}
