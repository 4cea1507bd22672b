import type { Queue } from '@unseen/domain';

/** Asks a worker to bring the tags of a tenant's items up to its catalogue. A hint: the ledger knows what is behind. */
export interface RetagMessage {
  readonly tenant: string;
}

/** Sends {@link RetagMessage}. While one waits, another says nothing new. */
export async function requestRetag(queue: Queue, tenant: string): Promise<void> {
  await queue.send<RetagMessage>('retag', [{ tenant }], () => ({ key: tenant }));
}
