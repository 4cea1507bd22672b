import { AppError, CLEARINGS, isAppError, type Entry, type EntryFailure, type Queue } from '@unseen/domain';
import type { Job, Ledger } from '@unseen/ledger';
import { openSource } from '../readers/open-source.ts';
import { isFailure, type ReaderContext, type ReadRecord, type SourceReader } from '../readers/reader.ts';
import type { PictureStore } from '../items/picture-store.ts';
import type { JobBus } from './job-bus.ts';
import type { ItemsEvent } from '../items/ingest-stages.ts';
import type { Settled } from './find-settled.ts';
import { WaitingIds } from './waiting-ids.ts';
import { keyOptions, type ChunkMessage, type PlanMessage } from './messages.ts';

/** How a job is cut up. */
export interface PlanLimits {
  /** Entries per chunk. */
  readonly chunkSize: number;
  /** Chunks that may wait before planning pauses: what bounds the ledger and the queue, however long the source. */
  readonly maxPending: number;
}

/** What the planner works with. */
export interface PlannerParts {
  readonly ledger: Ledger;
  readonly queue: Queue;
  readonly bus: JobBus;
  readonly readerOf: (tenant: string) => Promise<ReaderContext>;
  /** Keeps what is stored of an archive until the ledger knows who waits to show it. */
  readonly pictures: Pick<PictureStore, 'hold' | 'drop'>;
  readonly limits: PlanLimits;
  /** The entries of a page that need no worker; see {@link findSettled}. */
  readonly settled: (
    job: Job,
    entries: readonly Entry[],
    waiting: (id: string) => boolean,
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<number, Settled>>;
  /** Hears of entries that needed no worker. */
  readonly observe?: (event: ItemsEvent) => void;
  /** Removes the items of a job's collection; see `clearCollection`. */
  readonly clear: (job: Job, signal: AbortSignal) => Promise<boolean>;
  /** Arranges the items of a job's collection; see `makeMap`. */
  readonly map: (job: Job, signal: AbortSignal) => Promise<boolean>;
}

/** Entries looked up at once where most of them need no worker. */
const LARGEST_PAGE = 1_024;
/** Seconds after which a waiting planner looks at the ledger, for changes other processes make. */
const LOOK_SECONDS = 1;

/**
 * Plans a job: reads its source from where the plan stands and writes chunks, never more than the limit ahead of the
 * workers. Everything it knows is in the ledger after each chunk, so it can be cut off at any moment and begun again.
 *
 * @throws AppError when a part of the platform is away: begin again later
 */
export async function planJob(parts: PlannerParts, message: PlanMessage, signal: AbortSignal): Promise<void> {
  const { ledger, bus } = parts;
  const job = await startJob(ledger, message);
  if (job === undefined) return;
  bus.changed(job.id);
  const held: string[] = [];
  // What the plan does not show by then, such as the picture of an item that is left alone, nobody will.
  const letGo = () => parts.pictures.drop(held.splice(0));
  try {
    const work = job.source.type === 'map' ? parts.map : isClearing(job) ? parts.clear : undefined;
    if (work !== undefined) {
      if (await work(job, signal)) {
        await ledger.jobs.completePlan(job.id);
        bus.changed(job.id);
      }
      return;
    }
    const context = await parts.readerOf(job.tenant);
    const reader = await openSource(job.source, {
      ...context,
      beforeStoring: async (hash) => {
        held.push(hash);
        await parts.pictures.hold(hash);
      },
    });
    const planned = await planChunks(parts, reader, job, signal, letGo);
    if (planned === undefined) return;
    const facts = { passedOver: reader.passedOver?.kinds ?? {}, notes: reader.notes ?? [] };
    if (planned === 0) {
      await ledger.jobs.noteFacts(job.id, facts);
      throw new AppError('source_invalid', reader.emptyBecause());
    }
    await ledger.jobs.completePlan(job.id, facts);
    bus.changed(job.id);
  } catch (error) {
    // What is wrong with the source, the user must mend; anything else passes.
    if (!isAppError(error) || error.status >= 500) throw error;
    await letGo();
    await failJob(parts, job, error, signal);
  } finally {
    await letGo();
  }
}

/** Whether a job removes the items of its collection. */
export function isClearing({ source }: Pick<Job, 'source'>): boolean {
  return (CLEARINGS as readonly string[]).includes(source.type);
}

/** The job, now running; undefined when there is nothing to plan. */
async function startJob(ledger: Ledger, { tenant, jobId }: PlanMessage): Promise<Job | undefined> {
  const job = await ledger.jobs.get(tenant, jobId);
  if (job === undefined || job.planComplete) return undefined;
  if (job.state !== 'queued') return job.state === 'running' ? job : undefined;
  try {
    return await ledger.jobs.transition(tenant, jobId, ['queued'], 'running');
  } catch (error) {
    // Paused or cancelled in this moment.
    if (isAppError(error, 'job_state_conflict')) return undefined;
    throw error;
  }
}

/**
 * Writes chunks up to the end of the source, or to where it breaks off: what was read before a break is planned all the same.
 *
 * @returns records planned in all; undefined when the job no longer wants planning, or another planner is at it
 */
async function planChunks(
  parts: PlannerParts,
  reader: SourceReader,
  job: Job,
  signal: AbortSignal,
  pageAdded: () => Promise<void>,
): Promise<number | undefined> {
  if (job.total === null) void setTotal(parts, reader, job.id);
  const { chunkSize } = parts.limits;
  const waiting = await WaitingIds.of(parts.ledger, job);
  let page: ReadRecord[] = [];
  let size = chunkSize;
  let planned = job.planned;
  const plan = async (): Promise<boolean> => {
    const full = page;
    page = [];
    const entries = full.filter((record): record is Entry => !isFailure(record));
    const settled = await parts.settled(job, entries, (id) => waiting.has(id), signal);
    // Large pages make short work of what did not change; small ones bring the rest to the workers sooner.
    size = settled.size > full.length / 2 ? Math.min(2 * size, LARGEST_PAGE) : chunkSize;
    for (const batch of batchesOf(full, settled, chunkSize)) {
      if (!(await addChunk(parts, job, batch, settled))) return false;
      waiting.add(
        batch[0]!.ordinal,
        batch.filter(({ ordinal }) => !settled.has(ordinal)),
      );
      if (!(await hasRoom(parts, job, signal))) return false;
      await waiting.prune();
    }
    await pageAdded();
    return true;
  };
  try {
    for await (const record of reader.read(job.planned)) {
      page.push(record);
      planned = record.ordinal + 1;
      if (page.length >= size && !(await plan())) return undefined;
    }
  } catch (error) {
    if (page.length > 0 && isAppError(error) && error.status < 500) await plan();
    throw error;
  }
  if (page.length > 0 && !(await plan())) return undefined;
  return planned;
}

/** A page in parts that each hold no more than a chunk of what needs a worker. */
function* batchesOf(
  page: readonly ReadRecord[],
  settled: ReadonlyMap<number, Settled>,
  chunkSize: number,
): Generator<readonly ReadRecord[], void, undefined> {
  let from = 0;
  let open = 0;
  for (const [at, { ordinal }] of page.entries()) {
    if (!settled.has(ordinal)) open += 1;
    if (open < chunkSize) continue;
    yield page.slice(from, at + 1);
    from = at + 1;
    open = 0;
  }
  if (from < page.length) yield page.slice(from);
}

/** Counts the source while it is being planned: a total that comes a little late is better than a plan that does. */
async function setTotal({ ledger, bus }: PlannerParts, reader: SourceReader, jobId: string): Promise<void> {
  try {
    const total = await reader.count();
    if (total === null) return;
    await ledger.jobs.setTotal(jobId, total);
    bus.changed(jobId);
  } catch {
    // The total is a courtesy, and exact once the plan is complete. Reading finds the same fault, and reports it.
    return;
  }
}

async function addChunk(
  parts: PlannerParts,
  job: Job,
  records: readonly ReadRecord[],
  settled: ReadonlyMap<number, Settled>,
): Promise<boolean> {
  const open = records.filter(({ ordinal }) => !settled.has(ordinal));
  const entries = open.filter((record): record is Entry => !isFailure(record));
  const failures = open.filter((record): record is EntryFailure => isFailure(record));
  const skipped = records.length - open.length;
  const unchanged = records.filter(({ ordinal }) => settled.get(ordinal) === 'unchanged').length;
  const seq = records[0]!.ordinal;
  const nextOrdinal = records.at(-1)!.ordinal + 1;
  const batch = { seq, entries, failures, nextOrdinal, unchanged, left: skipped - unchanged };
  if (!(await parts.ledger.chunks.add(job.id, batch))) return false;
  if (skipped > 0) parts.observe?.({ done: 0, failed: 0, skipped });
  if (entries.length > 0) {
    const message: ChunkMessage = { tenant: job.tenant, jobId: job.id, seq };
    await parts.queue.send('ingest.chunk', [message], keyOptions);
  }
  parts.bus.changed(job.id);
  return true;
}

/** Waits until fewer chunks wait than may. @returns false when the job does not want planning any more */
async function hasRoom(
  { ledger, bus, limits }: PlannerParts,
  job: Job,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const _ of bus.ticks(job.id, LOOK_SECONDS, signal)) {
    const now = await ledger.jobs.get(job.tenant, job.id);
    if (now?.state !== 'running') return false;
    if ((await ledger.chunks.pendingCount(job.id)) < limits.maxPending) return true;
  }
  throw new AppError('shutting_down', 'The service is stopping.');
}

/** Fails a job whose source breaks off, once what was read before the break is taken in. */
async function failJob(parts: PlannerParts, job: Job, error: AppError, signal: AbortSignal): Promise<void> {
  const drained = await hasRoom({ ...parts, limits: { ...parts.limits, maxPending: 1 } }, job, signal);
  if (!drained) return;
  try {
    await parts.ledger.jobs.transition(job.tenant, job.id, ['running'], 'failed', {
      code: error.code,
      detail: error.message,
    });
  } catch (conflict) {
    if (!isAppError(conflict, 'job_state_conflict')) throw conflict;
  }
  parts.bus.changed(job.id);
}
