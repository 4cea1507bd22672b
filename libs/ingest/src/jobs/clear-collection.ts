import { AppError, isAppError } from '@unseen/domain';
import type { Job, Ledger } from '@unseen/ledger';
import { setTimeout as delay } from 'node:timers/promises';
import { spaceOf } from '../items/build-item.ts';
import { deletePage } from '../items/delete-items.ts';
import { emptyTrash } from '../items/item-trash.ts';
import type { ItemPipeline } from '../items/item-pipeline.ts';
import type { JobBus } from './job-bus.ts';

/** What clearing a collection works with. */
export interface ClearParts {
  readonly ledger: Ledger;
  readonly bus: JobBus;
  readonly pipeline: ItemPipeline;
  /** Cancels a job that loads into the collection. */
  readonly cancel: (tenant: string, jobId: string) => Promise<unknown>;
}

/** Items removed before the ledger is asked whether to go on. */
const PAGE = 500;
/** Milliseconds between looks at chunks that are still being finished. */
const LOOK_MS = 500;

/**
 * Removes all items of a job's collection, and with `deletion` the collection itself. Jobs that load into it are
 * cancelled first; what they have in the works is finished, and removed as well. It may be begun again at any moment.
 *
 * @returns false when the job was paused or cancelled meanwhile
 * @throws AppError when a part of the platform is away, or the service stops: begin again later
 */
export async function clearCollection(parts: ClearParts, job: Job, signal: AbortSignal): Promise<boolean> {
  const { ledger, bus } = parts;
  const { tenant, collection } = job;
  for (const other of await ledger.jobs.listUnfinished()) {
    if (!isLoading(other, job)) continue;
    await parts.cancel(tenant, other.id).catch((error: unknown) => {
      // It came to its end by itself.
      if (!isAppError(error, 'job_state_conflict')) throw error;
    });
  }
  if (job.total === null) await ledger.jobs.setTotal(job.id, await ledger.items.count(tenant, collection));
  for (;;) {
    if (signal.aborted) throw new AppError('shutting_down', 'The service is stopping.');
    if ((await ledger.jobs.get(tenant, job.id))?.state !== 'running') return false;
    const found = await ledger.items.find({ tenant, collection }, {}, PAGE);
    const ids = found.map(({ id }) => id);
    if (ids.length > 0) {
      await ledger.jobs.advance(
        job.id,
        await deletePage(parts.pipeline, { tenant, collection }, ids, { ids }),
      );
      bus.changed(job.id);
    } else if (await isStillLoading(ledger, job)) {
      await delay(LOOK_MS);
    } else if (job.source.type === 'emptying' || (await removeCollection(parts, job))) {
      return true;
    }
  }
}

/** Removes a collection that has no items, and its trash. @returns false when it has some again */
async function removeCollection(
  { ledger, pipeline }: ClearParts,
  { tenant, collection }: Job,
): Promise<boolean> {
  await emptyTrash(pipeline, { tenant, collection });
  if (!(await ledger.collections.remove(tenant, collection))) {
    return (await ledger.collections.get(tenant, collection)) === undefined;
  }
  await pipeline.store.dropSpace(spaceOf({ tenant, collection }, pipeline.embedder.pack));
  // Whoever wrote an item in between had its vectors dropped: the reconciler makes them again.
  await ledger.items.markPending(tenant, collection);
  return true;
}

function isLoading(other: Job, { id, tenant, collection }: Job): boolean {
  return other.id !== id && other.tenant === tenant && other.collection === collection;
}

/** Whether chunks of cancelled jobs are still being finished. */
async function isStillLoading(ledger: Ledger, job: Job): Promise<boolean> {
  for (const other of await ledger.jobs.listBrokenOff()) {
    if (!isLoading(other, job)) continue;
    const pending = await ledger.chunks.listPending(other.id);
    if (pending.some(({ attempts }) => attempts > 0)) return true;
  }
  return false;
}
