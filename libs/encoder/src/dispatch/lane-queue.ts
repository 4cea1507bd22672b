import type { ScoreRequest } from '@unseen/domain';
import type { WorkKind } from '../worker/protocol.ts';

/** Who waits: a person (`interactive`) or a bulk job (`bulk`). */
export type Lane = 'interactive' | 'bulk';

/** The input of one task, by kind. */
export interface TaskInputs {
  readonly image: Uint8Array;
  readonly text: string;
  readonly score: ScoreRequest;
}

/** One picture, text or scoring that waits for a worker. */
export interface Task<K extends WorkKind = WorkKind> {
  readonly kind: K;
  readonly input: TaskInputs[K];
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
  /** Aborted when nobody waits for the result any more. */
  readonly signal?: AbortSignal;
}

/** Tasks of one kind that go to a worker together. */
export interface Batch {
  readonly kind: WorkKind;
  readonly tasks: readonly Task[];
}

/** The tasks of one lane, in the order they came; a batch holds tasks of one kind. A task whose signal is aborted never gets into one. */
export class LaneQueue {
  readonly #queues: Record<WorkKind, { order: number; task: Task }[]> = { image: [], text: [], score: [] };
  readonly #limits: Readonly<Record<WorkKind, number>>;
  #next = 0;

  /** @param limits - the most tasks of a kind one batch holds */
  constructor(limits: Readonly<Record<WorkKind, number>>) {
    this.#limits = limits;
  }

  /** Tasks that wait. */
  get size(): number {
    return Object.values(this.#queues).reduce((sum, queue) => sum + queue.length, 0);
  }

  /** Batches that what waits makes. */
  get batches(): number {
    return (Object.keys(this.#queues) as WorkKind[]).reduce(
      (sum, kind) => sum + Math.ceil(this.#queues[kind].length / this.#limits[kind]),
      0,
    );
  }

  push(task: Task): void {
    this.#queues[task.kind].push({ order: this.#next++, task });
  }

  /**
   * Takes a batch of the kind whose first task has waited longest.
   * @param fullOnly - take nothing unless the batch is full
   */
  take(fullOnly: boolean): Batch | undefined {
    this.#dropAborted();
    const kinds = (Object.keys(this.#queues) as WorkKind[])
      .filter((kind) => this.#queues[kind].length >= (fullOnly ? this.#limits[kind] : 1))
      .sort((a, b) => this.#queues[a][0]!.order - this.#queues[b][0]!.order);
    const kind = kinds[0];
    if (!kind) return undefined;
    return { kind, tasks: this.#queues[kind].splice(0, this.#limits[kind]).map(({ task }) => task) };
  }

  #dropAborted(): void {
    for (const kind of Object.keys(this.#queues) as WorkKind[]) {
      this.#queues[kind] = this.#queues[kind].filter(({ task: { signal, reject } }) => {
        if (signal?.aborted !== true) return true;
        reject(signal.reason);
        return false;
      });
    }
  }
}
