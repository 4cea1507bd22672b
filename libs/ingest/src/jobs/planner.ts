import { AppError, CLEARINGS, isAppError, type Entry, type EntryFailure, type Queue } from '@unseen/domain';
import type { Job, Ledger } from '@unseen/ledger';
import { openSource } from '../readers/open-source.ts';
import { isFailure, type ReaderContext, type ReadRecord, type SourceReader } from '../readers/reader.ts';
import type { PictureStore } from '../items/picture-store.ts';
import type { JobBus } from './job-bus.ts';
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
  readonly pictures: Pick<PictureStore, 'hold' | 'letGo'>;
  readonly limits: PlanLimits;
  /** Removes the items of a job's collection; see `clearCollection`. */
  readonly clear: (job: Job, signal: AbortSignal) => Promise<boolean>;
}

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
  const letGo = (): void => held.splice(0).forEach((hash) => parts.pictures.letGo(hash));
  try {
    if (isClearing(job)) {
      if (await parts.clear(job, signal)) {
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
    letGo();
    await failJob(parts, job, error, signal);
  } finally {
    letGo();
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
  added: () => void,
): Promise<number | undefined> {
  if (job.total === null) void setTotal(parts, reader, job.id);
  let batch: ReadRecord[] = [];
  let planned = job.planned;
  try {
    for await (const record of reader.read(job.planned)) {
      batch.push(record);
      planned = record.ordinal + 1;
      if (batch.length < parts.limits.chunkSize) continue;
      const full = batch;
      batch = [];
      if (!(await addChunk(parts, job, full))) return undefined;
      added();
      if (!(await hasRoom(parts, job, signal))) return undefined;
    }
  } catch (error) {
    if (batch.length > 0 && isAppError(error) && error.status < 500) await addChunk(parts, job, batch);
    throw error;
  }
  if (batch.length > 0 && !(await addChunk(parts, job, batch))) return undefined;
  return planned;
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

async function addChunk(parts: PlannerParts, job: Job, records: readonly ReadRecord[]): Promise<boolean> {
  const entries = records.filter((record): record is Entry => !isFailure(record));
  const failures = records.filter((record): record is EntryFailure => isFailure(record));
  const seq = records[0]!.ordinal;
  const nextOrdinal = records.at(-1)!.ordinal + 1;
  const added = await parts.ledger.chunks.add(job.id, { seq, entries, failures, nextOrdinal });
  if (!added) return false;
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
