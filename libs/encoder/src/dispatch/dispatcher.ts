import { AppError } from '@unseen/domain';
import type { WorkerHost } from '../worker/worker-host.ts';
import type { WorkerJob, WorkerResults, WorkKind } from '../worker/protocol.ts';
import { LaneQueue, type Batch, type Lane, type Task, type TaskInputs } from './lane-queue.ts';
import { transferables } from './transfer.ts';

/** One batch that went through a worker. */
export interface BatchEvent {
  readonly kind: WorkKind;
  readonly lane: Lane;
  /** Pictures or texts in the batch; 1 for a scoring. */
  readonly size: number;
  /** Time the worker took, waiting left out. */
  readonly seconds: number;
}

/** A worker and the lanes it serves, the most urgent first. */
export interface Slot {
  readonly host: WorkerHost;
  readonly lanes: readonly Lane[];
  /** A lane it takes work of only while it has nothing else to do, so that nobody of that lane waits behind its own. */
  readonly helps?: Lane;
  /** Has its thread, and the memory of its models, only while there is work for it. */
  readonly onDemand?: boolean;
}

/** What one task of a kind resolves to. */
export type TaskResult<K extends WorkKind> = K extends 'score'
  ? WorkerResults['score']
  : ItemOf<WorkerResults[K]>;
type ItemOf<T> = T extends readonly (infer Item)[] ? Item : never;

/** Batches handed to a worker at once: one that runs, one that waits at its door so that it never idles. */
const DEPTH = 2;

/** Batches that wait in a lane before a worker that only helps there is woken: opening its models costs what several of them do. */
const CROWD = 3;

/**
 * Gathers tasks into batches. There is no delay: an idle worker takes what is there, and while it is busy the next batch
 * fills. A second batch is handed to a busy worker only when it is full and can gain nothing by waiting.
 */
export class Dispatcher {
  readonly #queues: Readonly<Record<Lane, LaneQueue>>;
  readonly #observe: (event: BatchEvent) => void;
  readonly #inFlight = new Map<WorkerHost, number>();
  readonly #restAfterMs: number;
  readonly #resting = new Map<WorkerHost, NodeJS.Timeout>();
  #slots: readonly Slot[] = [];
  #closed = false;

  /**
   * @param limits - the most tasks of a kind in one batch
   * @param restAfterMs - milliseconds without work after which a worker on demand is put to sleep
   */
  constructor(
    limits: Readonly<Record<Lane, Readonly<Record<WorkKind, number>>>>,
    observe: (event: BatchEvent) => void,
    restAfterMs: number,
  ) {
    this.#queues = {
      interactive: new LaneQueue(limits.interactive),
      bulk: new LaneQueue(limits.bulk),
    };
    this.#observe = observe;
    this.#restAfterMs = restAfterMs;
  }

  /** Gives the dispatcher its workers; once, before the first task. */
  attach(slots: readonly Slot[]): void {
    this.#slots = slots;
  }

  /** Tasks that wait in a lane. */
  queued(lane: Lane): number {
    return this.#queues[lane].size;
  }

  /**
   * @param signal - aborted when nobody waits for the result any more: what has not been handed to a worker by then is not
   * @throws AppError `encoder_failed`, `shutting_down`; the reason of the signal
   */
  submit<K extends WorkKind>(
    lane: Lane,
    kind: K,
    input: TaskInputs[K],
    signal?: AbortSignal,
  ): Promise<TaskResult<K>> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new AppError('shutting_down', 'The encoder was closed'));
        return;
      }
      this.#queues[lane].push({ kind, input, resolve, reject, signal });
      // Tasks submitted in one go (a page of captions, say) should share a batch: look once the caller is done.
      queueMicrotask(() => this.pump());
    });
  }

  /** Hands out whatever can be handed out now. */
  pump(): void {
    for (const slot of this.#slots) while (this.#feed(slot));
    this.#wake();
    this.#failOrphans();
  }

  /** Fails whatever waits; nothing can be submitted afterwards. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#resting.values()) clearTimeout(timer);
    this.#drain(['interactive', 'bulk'], new AppError('shutting_down', 'The encoder was closed'));
  }

  #feed({ host, lanes, helps }: Slot): boolean {
    const busy = this.#inFlight.get(host) ?? 0;
    if (!host.ready || busy >= DEPTH) return false;
    const open = helps !== undefined && busy === 0 ? [...lanes, helps] : lanes;
    for (const lane of open) {
      const batch = this.#queues[lane].take(busy > 0);
      if (!batch) continue;
      this.#inFlight.set(host, busy + 1);
      clearTimeout(this.#resting.get(host));
      this.#resting.delete(host);
      void this.#run(host, lane, batch).finally(() => {
        this.#inFlight.set(host, this.#inFlight.get(host)! - 1);
        this.pump();
      });
      return true;
    }
    return false;
  }

  /** Wakes as many workers as what waits keeps busy, and lets each sleep when it has had nothing to do for long. */
  #wake(): void {
    if (this.#closed) return;
    const onDemand = this.#slots.filter((slot) => slot.onDemand);
    for (const lane of ['interactive', 'bulk'] as const) {
      const serving = onDemand.filter((slot) => serves(slot, lane));
      let starting = serving.filter(({ host }) => host.awake && !host.ready).length;
      for (const { host, helps } of serving) {
        const waiting = this.#queues[lane].batches / (helps === lane ? CROWD : 1);
        if (host.awake || waiting < starting + 1) continue;
        host.wake();
        starting += 1;
      }
    }
    for (const { host } of onDemand) this.#restLater(host);
  }

  #restLater(host: WorkerHost): void {
    if (!host.ready || this.#resting.has(host) || (this.#inFlight.get(host) ?? 0) > 0) return;
    const rest = () => {
      this.#resting.delete(host);
      host.sleep();
    };
    this.#resting.set(host, setTimeout(rest, this.#restAfterMs).unref());
  }

  async #run(host: WorkerHost, lane: Lane, { kind, tasks }: Batch): Promise<void> {
    try {
      const job = jobOf(kind, tasks);
      const { result, seconds } = await host.run(job, transferables(job));
      this.#observe({ kind, lane, size: tasks.length, seconds });
      const results = (kind === 'score' ? [result] : result) as readonly unknown[];
      tasks.forEach((task, i) => task.resolve(results[i] as never));
    } catch (error) {
      for (const task of tasks) task.reject(error);
    }
  }

  /** A lane all of whose workers were given up would wait forever. */
  #failOrphans(): void {
    for (const lane of ['interactive', 'bulk'] as const) {
      const serving = this.#slots.filter((slot) => serves(slot, lane));
      const reason = serving.at(-1)?.host.fatal;
      if (reason && serving.every(({ host }) => host.fatal)) this.#drain([lane], reason);
    }
  }

  #drain(lanes: readonly Lane[], reason: AppError): void {
    for (const lane of lanes) {
      for (let batch = this.#queues[lane].take(false); batch; batch = this.#queues[lane].take(false)) {
        for (const task of batch.tasks) task.reject(reason);
      }
    }
  }
}

/** Whether a worker takes work of a lane, its own or one it helps in. */
function serves({ lanes, helps }: Slot, lane: Lane): boolean {
  return lanes.includes(lane) || helps === lane;
}

function jobOf(kind: WorkKind, tasks: readonly Task[]): WorkerJob {
  if (kind === 'image') return { kind, pictures: tasks.map(({ input }) => input as Uint8Array) };
  if (kind === 'text') return { kind, texts: tasks.map(({ input }) => input as string) };
  return { kind, request: tasks[0]!.input as TaskInputs['score'] };
}
