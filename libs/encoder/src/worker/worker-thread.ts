import { AppError } from '@unseen/domain';
import { Worker } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './protocol.ts';

/** A finished job and how long the worker took for it. */
export interface JobOutcome<Result> {
  readonly result: Result;
  readonly seconds: number;
}

interface Pending<Result> {
  readonly resolve: (outcome: JobOutcome<Result>) => void;
  readonly reject: (error: AppError) => void;
}

/** After this many starts in a row that failed, a worker is given up. */
const MAX_FAILED_STARTS = 3;

/** How long a thread may take to end. The longest batch takes a second or two. */
const END_PATIENCE_MS = 20_000;

/** How a worker thread is started. */
export interface ThreadOptions {
  /** The module it runs, without extension: one that calls `serveWorker`, and lies beside its caller's own modules. */
  readonly entry: URL;
  /** Its `workerData`. */
  readonly setup: unknown;
  /** What messages call it. */
  readonly name: string;
  /** Called when it came up again or was given up. */
  readonly onChange?: () => void;
}

/** One worker thread: started, watched, started again when it dies, and put to sleep where it has nothing to do for long. */
export class WorkerThread<Job, Result> {
  readonly #options: ThreadOptions;
  readonly #pending = new Map<number, Pending<Result>>();
  #worker: Worker | undefined;
  #ready = false;
  #closed = false;
  /** It should have a thread. */
  #awake = false;
  #failedStarts = 0;
  #fatal: AppError | undefined;
  #restarts = 0;
  #nextId = 0;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Whether it takes jobs now. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Whether it takes jobs, or will as soon as its thread is up. */
  get awake(): boolean {
    return this.#awake;
  }

  /** Why it will never take jobs again, if so. */
  get fatal(): AppError | undefined {
    return this.#fatal;
  }

  /** How often it was started again. */
  get restarts(): number {
    return this.#restarts;
  }

  /**
   * Starts the thread and waits until its sessions are open.
   * @throws AppError `execution_provider_unavailable`, `pack_invalid`, `encoder_failed`
   */
  start(): Promise<void> {
    this.#awake = true;
    return new Promise((resolve, reject) => this.#spawn(resolve, reject));
  }

  /** Starts the thread of one that sleeps, or was not started yet; `onChange` tells when it is up, or given up. */
  wake(): void {
    if (this.#awake || this.#closed || this.#fatal) return;
    this.#awake = true;
    // One that still ends is followed by another.
    if (this.#worker === undefined) this.#spawnAgain();
  }

  /** Ends the thread, which gives back the memory of its models, until it is woken. Only without a job under way. */
  sleep(): void {
    if (!this.#ready) return;
    this.#awake = false;
    this.#ready = false;
    void this.terminate();
  }

  /**
   * Does one job; jobs are done in the order given.
   * @param transfer - buffers to move instead of copying: the caller must not use them afterwards
   * @throws AppError `encoder_failed` when the job fails or the thread dies under it
   */
  run(job: Job, transfer: readonly ArrayBuffer[] = []): Promise<JobOutcome<Result>> {
    return new Promise((resolve, reject) => {
      if (!this.#ready || !this.#worker) {
        reject(
          this.#fatal ?? new AppError('encoder_failed', `The ${this.#options.name} worker is not running`),
        );
        return;
      }
      const id = this.#nextId++;
      this.#pending.set(id, { resolve, reject });
      const request: WorkerRequest<Job> = { id, job };
      this.#worker.postMessage(request, transfer);
    });
  }

  /**
   * Ends the thread when the model that runs has run, without the jobs that wait; it is started again unless
   * {@link close} was called.
   */
  async terminate(): Promise<void> {
    if (this.#worker) await end(this.#worker);
  }

  /** Ends the thread for good; jobs under way fail with `shutting_down`. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.terminate();
  }

  #spawn(onReady: () => void, onUnusable: (error: AppError) => void): void {
    const { entry, setup, name } = this.#options;
    // Sources run through Node's type stripping, the build as plain JavaScript.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`${entry.href}.${extension}`), { workerData: setup });
    let unusable: AppError | undefined;
    let wasUp = false;
    worker.on('message', (reply: WorkerReply<Result>) => {
      if (reply.type === 'ready') {
        wasUp = true;
        this.#failedStarts = 0;
        this.#ready = true;
        onReady();
      } else if (reply.type === 'unusable') {
        unusable = new AppError(reply.fault.code, reply.fault.message);
        void end(worker);
      } else {
        this.#settle(reply);
      }
    });
    worker.on('error', (cause) => {
      unusable ??= new AppError('encoder_failed', `The ${name} worker died: ${String(cause)}`, { cause });
    });
    worker.on('exit', () => {
      const wasReady = this.#ready;
      const slept = wasUp && !wasReady;
      const reason = unusable ?? new AppError('encoder_failed', `The ${name} worker ended unexpectedly`);
      this.#lose(reason);
      if (slept) {
        // Woken while it ended.
        if (this.#awake && !this.#closed) this.#spawnAgain();
      } else if (!wasReady) onUnusable(reason);
      else if (!this.#closed) this.#restart();
    });
    this.#worker = worker;
  }

  #restart(): void {
    this.#restarts++;
    this.#spawnAgain();
  }

  #spawnAgain(): void {
    this.#spawn(
      () => this.#options.onChange?.(),
      (reason) => {
        this.#failedStarts++;
        if (this.#closed) return;
        if (this.#failedStarts < MAX_FAILED_STARTS) this.#restart();
        else {
          this.#fatal = reason;
          this.#options.onChange?.();
        }
      },
    );
  }

  #lose(reason: AppError): void {
    this.#ready = false;
    this.#worker = undefined;
    const error = this.#closed
      ? new AppError('shutting_down', `The ${this.#options.name} was closed`)
      : reason;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #settle(reply: Extract<WorkerReply<Result>, { id: number }>): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    this.#pending.delete(reply.id);
    if (reply.type === 'done') pending.resolve({ result: reply.result, seconds: reply.seconds });
    else pending.reject(new AppError(reply.fault.code, reply.fault.message));
  }
}

/**
 * A thread that is cut off inside onnxruntime takes the whole process with it (a C++ exception nobody catches), so it is
 * asked to end; only one that does not answer is cut off.
 */
async function end(worker: Worker): Promise<void> {
  // Not `once` of node:events, which rejects when the thread dies of an error instead.
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage('end' satisfies WorkerRequest<never>);
  const patience = setTimeout(() => void worker.terminate(), END_PATIENCE_MS);
  await ended;
  clearTimeout(patience);
}
