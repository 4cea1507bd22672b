import {
  AppError,
  type Clearing,
  type CollectionJob,
  DEFAULT_COLLECTION,
  type DuplicatePolicy,
  type EntryFailure,
  isAppError,
  type JobSource,
  type JobState,
  type Queue,
} from '@unseen/domain';
import type { Job, Ledger } from '@unseen/ledger';
import { listSources, type SourceFolder } from '../paths/list-sources.ts';
import { openSource } from '../readers/open-source.ts';
import type { ReaderContext } from '../readers/reader.ts';
import { validateCollection } from '../validate/text.ts';
import type { ChunkWorker } from './chunk-worker.ts';
import { SharedReads, UnderWay } from '@unseen/concurrency';
import type { JobBus } from './job-bus.ts';
import { ProgressMeter, type JobView } from './job-view.ts';
import { keyOptions, type ChunkMessage, type PlanMessage } from './messages.ts';
import { previewSource, type SourcePreview } from './preview-source.ts';
import { isClearing, planJob, type PlanLimits, type PlannerParts } from './planner.ts';

/** A job to create, unchecked. */
export interface JobRequest {
  readonly tenant: string;
  readonly collection: string;
  readonly source: JobSource;
  /** Default `update`. */
  readonly duplicates?: DuplicatePolicy;
}

/** What a job runner works with. */
export interface JobRunnerParts {
  readonly ledger: Ledger;
  readonly queue: Queue;
  readonly bus: JobBus;
  /** What a tenant's sources are read with. */
  readonly readerOf: (tenant: string) => Promise<ReaderContext>;
  readonly chunks: ChunkWorker;
  /** Keeps what is stored of an archive until the ledger knows who waits to show it. */
  readonly pictures: PlannerParts['pictures'];
  readonly limits: PlanLimits;
  readonly clear: PlannerParts['clear'];
  readonly map: PlannerParts['map'];
  readonly settled: PlannerParts['settled'];
  /** Called after each chunk, for metrics. */
  readonly observe?: PlannerParts['observe'];
  /** Chunks in the works at once, so that decoding overlaps inference. */
  readonly chunkConcurrency: number;
  /** Seconds between looks for jobs that stand still. */
  readonly reconcileSeconds: number;
  /** Called with what goes wrong in the background; the work is tried again. */
  readonly onError: (error: unknown, during: string) => void;
}

const FINAL: readonly JobState[] = ['completed', 'cancelled', 'failed'];
/** Jobs planned at once; a plan takes as long as its job. */
const PLANS_AT_ONCE = 32;
/** Seconds after which an event stream looks at the ledger, for changes other processes make. */
const LOOK_SECONDS = 1;
/** Seconds a chunk in the works has to be finished when the process stops, unless told otherwise. */
const GRACE_SECONDS = 10;
/** And to be broken off after that. */
const BREAK_OFF_SECONDS = 10;
/** Messages sent in one call. */
const SEND_AT_ONCE = 500;

/**
 * Bulk jobs. The ledger holds the work, the queue only says that there is some: whatever message is lost, the job goes
 * on at the next reconciliation, and at the latest at the next start.
 */
export class JobRunner {
  readonly #parts: JobRunnerParts;
  readonly #meter = new ProgressMeter();
  readonly #stopping = new AbortController();
  /** Ends the chunks in the works, once they have had time to end by themselves. */
  readonly #hurry = new AbortController();
  readonly #plans = new SharedReads<void>();
  readonly #underWay = new UnderWay();
  #timer: NodeJS.Timeout | undefined;
  #round = 0;

  constructor(parts: JobRunnerParts) {
    this.#parts = parts;
  }

  /** Takes messages, and goes on with every job that is not finished. The queue must have been started. */
  async start(): Promise<void> {
    const { queue, chunkConcurrency, reconcileSeconds } = this.#parts;
    await this.reconcile();
    await queue.work<PlanMessage>('ingest.plan', { concurrency: PLANS_AT_ONCE }, ({ data, signal }) =>
      this.#underWay.track(this.#plan(data, signal)),
    );
    await queue.work<ChunkMessage>('ingest.chunk', { concurrency: chunkConcurrency }, ({ data }) =>
      this.#underWay.track(this.#parts.chunks.handle(data, this.#hurry.signal)),
    );
    this.#timer = setInterval(() => {
      this.reconcile().catch((error: unknown) => this.#parts.onError(error, 'reconciling jobs'));
    }, reconcileSeconds * 1000).unref();
  }

  /**
   * Stops taking up work, and the queue with it, and waits for chunks in the works to be finished: whoever goes on has
   * nothing to do again. Jobs go on at the next start, or in another process.
   *
   * @param graceSeconds - after this, chunks are broken off at a safe point
   */
  async stop(graceSeconds = GRACE_SECONDS): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    const timer = setTimeout(() => this.#hurry.abort(), graceSeconds * 1000);
    await this.#parts.queue.stop(graceSeconds + BREAK_OFF_SECONDS);
    await this.#underWay.settled();
    clearTimeout(timer);
  }

  /**
   * Creates a job and sets it going.
   *
   * @throws AppError `source_outside_root`, `source_not_found`, `source_invalid`, `collection_invalid`
   */
  async create(request: JobRequest): Promise<JobView> {
    const { ledger, readerOf, queue } = this.#parts;
    const { tenant, duplicates = 'update' } = request;
    const { type, path, annotations, split } = request.source;
    const source: JobSource = { type, path, annotations, split };
    const collection = validateCollection(request.collection);
    await (await openSource(source, await readerOf(tenant))).probe();
    await this.#refuseDeleting(tenant, collection);
    const job = await ledger.jobs.create({ tenant, collection, source, duplicates });
    await this.#hint(queue.send<PlanMessage>('ingest.plan', [{ tenant, jobId: job.id }], keyOptions));
    return this.#meter.view(job);
  }

  /**
   * Removes all items of a collection as a job, and with `deletion` the collection itself. Jobs that load into it are
   * cancelled.
   *
   * @throws AppError `collection_not_found`, `collection_deleting`
   */
  async clear(tenant: string, collection: string, what: Clearing): Promise<JobView> {
    if ((await this.#parts.ledger.collections.get(tenant, collection)) === undefined)
      throw noSuch(collection);
    await this.#refuseDeleting(tenant, collection);
    return this.#work(tenant, collection, what);
  }

  /**
   * Arranges the items of a collection in two dimensions, as a job; one that is doing so already is the answer.
   *
   * @throws AppError `collection_not_found`, `collection_deleting`
   */
  async map(tenant: string, collection: string): Promise<JobView> {
    const { ledger } = this.#parts;
    // The default collection is always there, if empty.
    if (collection !== DEFAULT_COLLECTION && (await ledger.collections.get(tenant, collection)) === undefined)
      throw noSuch(collection);
    await this.#refuseDeleting(tenant, collection);
    const unfinished = await ledger.jobs.listUnfinished();
    const same = (job: Job) =>
      job.tenant === tenant && job.collection === collection && job.source.type === 'map';
    const known = unfinished.find(same);
    return known === undefined ? this.#work(tenant, collection, 'map') : this.#meter.view(known);
  }

  /** Creates a job that reads nothing, and sets it going. */
  async #work(tenant: string, collection: string, what: CollectionJob): Promise<JobView> {
    const { ledger, queue } = this.#parts;
    const source: JobSource = { type: what, path: collection };
    const job = await ledger.jobs.create({ tenant, collection, source, duplicates: 'update' });
    await this.#hint(queue.send<PlanMessage>('ingest.plan', [{ tenant, jobId: job.id }], keyOptions));
    return this.#meter.view(job);
  }

  async #refuseDeleting(tenant: string, collection: string): Promise<void> {
    const unfinished = await this.#parts.ledger.jobs.listUnfinished();
    const same = (job: Job) => job.tenant === tenant && job.collection === collection && isClearing(job);
    const clearing = unfinished.find(same);
    if (clearing !== undefined) {
      throw new AppError(
        'collection_deleting',
        `Job ${clearing.id} is removing the items of "${collection}".`,
      );
    }
  }

  /**
   * What a folder below a tenant's import root holds for jobs to read, and where that root is.
   *
   * @throws AppError `source_outside_root`, `source_not_found`
   */
  async sources(tenant: string, path: string): Promise<SourceFolder & { readonly root: string }> {
    const { root } = await this.#parts.readerOf(tenant);
    return { ...(await listSources(root, path)), root: root.dir };
  }

  /**
   * What a job would read first; nothing is stored.
   *
   * @param most - records
   * @throws AppError `source_outside_root`, `source_not_found`, `source_invalid`
   */
  async preview(tenant: string, source: JobSource, most: number): Promise<SourcePreview> {
    return previewSource(source, await this.#parts.readerOf(tenant), most);
  }

  /** A job. @throws AppError `job_not_found` */
  async get(tenant: string, jobId: string): Promise<JobView> {
    const job = await this.#parts.ledger.jobs.get(tenant, jobId);
    if (job === undefined) throw new AppError('job_not_found', `There is no job ${jobId}.`);
    return this.#meter.view(job);
  }

  /** The newest jobs of a tenant. */
  async list(tenant: string, limit = 50): Promise<JobView[]> {
    return (await this.#parts.ledger.jobs.list(tenant, limit)).map((job) => this.#meter.view(job));
  }

  /**
   * A page of a job's failures, in the order of the source.
   *
   * @param after - ordinal of the last failure of the page before
   * @throws AppError `job_not_found`
   */
  async failures(
    tenant: string,
    jobId: string,
    after: number | undefined,
    limit: number,
  ): Promise<EntryFailure[]> {
    await this.get(tenant, jobId);
    return this.#parts.ledger.failures.list(tenant, jobId, after, limit);
  }

  /** Lets a job rest; chunks in the works are finished. @throws AppError `job_not_found`, `job_state_conflict` */
  pause(tenant: string, jobId: string): Promise<JobView> {
    return this.#move(tenant, jobId, ['queued', 'running'], 'paused');
  }

  /** Goes on with a paused job. @throws AppError `job_not_found`, `job_state_conflict` */
  async resume(tenant: string, jobId: string): Promise<JobView> {
    const view = await this.#move(tenant, jobId, ['paused'], 'running');
    await this.#hint(this.#send(view, this.#nextRound()));
    return view;
  }

  /** Ends a job for good; what is taken in stays. @throws AppError `job_not_found`, `job_state_conflict` */
  async cancel(tenant: string, jobId: string): Promise<JobView> {
    const view = await this.#move(tenant, jobId, ['queued', 'running', 'paused'], 'cancelled');
    await this.#hint(this.#settle(tenant, jobId, this.#nextRound()));
    return view;
  }

  /**
   * Tries the failed entries of a finished job again, and reads on where a source broke off.
   *
   * @throws AppError `job_not_found`, `job_state_conflict`
   */
  async retry(tenant: string, jobId: string): Promise<JobView> {
    const { ledger, limits, bus } = this.#parts;
    const job = await ledger.chunks.retry(tenant, jobId, limits.chunkSize);
    bus.changed(jobId);
    await this.#hint(this.#send(job, this.#nextRound()));
    return this.#meter.view(job);
  }

  /**
   * The job now and after every change, until it is finished.
   *
   * @throws AppError `job_not_found`
   */
  async *events(
    tenant: string,
    jobId: string,
    signal?: AbortSignal,
  ): AsyncGenerator<JobView, void, undefined> {
    const over =
      signal === undefined ? this.#stopping.signal : AbortSignal.any([signal, this.#stopping.signal]);
    let last = '';
    for await (const _ of this.#parts.bus.ticks(jobId, LOOK_SECONDS, over)) {
      const view = await this.get(tenant, jobId);
      const shown = JSON.stringify(view);
      if (shown !== last) yield view;
      last = shown;
      if (FINAL.includes(view.state)) return;
    }
  }

  /** Sends the messages of every unfinished job again; those that are still on their way are not doubled. */
  async reconcile(): Promise<void> {
    for (const job of await this.#parts.ledger.jobs.listUnfinished()) {
      if (job.state !== 'paused') await this.#send(job, '');
    }
    for (const job of await this.#parts.ledger.jobs.listBrokenOff()) {
      await this.#settle(job.tenant, job.id, '');
    }
  }

  /** A message that cannot be sent now is sent by a reconciler: what was asked for is in the ledger, and holds. */
  async #hint(sending: Promise<void>): Promise<void> {
    try {
      await sending;
    } catch (error) {
      if (!isAppError(error, 'queue_unavailable')) throw error;
      this.#parts.onError(error, 'sending work');
    }
  }

  /** Drops what a cancelled job has not begun; a worker brings to its end what a stop or a crash left begun. */
  async #settle(tenant: string, jobId: string, round: string): Promise<void> {
    const { chunks, ledger } = this.#parts;
    await chunks.settle(tenant, jobId);
    const begun = (await ledger.chunks.listPending(jobId)).filter(({ attempts }) => attempts > 0);
    await this.#sendChunks({ id: jobId, tenant }, begun, round);
  }

  #plan(message: PlanMessage, signal: AbortSignal): Promise<void> {
    const over = AbortSignal.any([signal, this.#stopping.signal]);
    return this.#plans.get(message.jobId, () => planJob(this.#parts, message, over));
  }

  async #send(job: Job, round: string): Promise<void> {
    const { ledger, queue } = this.#parts;
    const message: PlanMessage = { tenant: job.tenant, jobId: job.id };
    if (!job.planComplete) await queue.send('ingest.plan', [message], (data) => keyOptions(data, round));
    await this.#sendChunks(job, await ledger.chunks.listPending(job.id), round);
  }

  async #sendChunks(
    job: Pick<Job, 'id' | 'tenant'>,
    chunks: readonly { readonly seq: number }[],
    round: string,
  ): Promise<void> {
    const messages = chunks.map(({ seq }): ChunkMessage => ({ tenant: job.tenant, jobId: job.id, seq }));
    for (let start = 0; start < messages.length; start += SEND_AT_ONCE) {
      const some = messages.slice(start, start + SEND_AT_ONCE);
      await this.#parts.queue.send('ingest.chunk', some, (data) => keyOptions(data, round));
    }
  }

  async #move(tenant: string, jobId: string, from: readonly JobState[], to: JobState): Promise<JobView> {
    const job = await this.#parts.ledger.jobs.transition(tenant, jobId, from, to);
    this.#parts.bus.changed(jobId);
    return this.#meter.view(job);
  }

  #nextRound(): string {
    this.#round += 1;
    return `${Date.now()}-${this.#round}`;
  }
}

function noSuch(collection: string): AppError {
  return new AppError('collection_not_found', `There is no collection "${collection}".`);
}
