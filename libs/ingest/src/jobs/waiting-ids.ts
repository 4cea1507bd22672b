import type { Job, Ledger } from '@unseen/ledger';

/** Chunks remembered before those that are done are looked for. */
const MOST_CHUNKS = 64;

/** The ids of the entries of a job that wait for a worker, a set for each chunk. */
export class WaitingIds {
  readonly #ledger: Ledger;
  readonly #jobId: string;
  readonly #chunks = new Map<number, ReadonlySet<string>>();

  private constructor(ledger: Ledger, jobId: string) {
    this.#ledger = ledger;
    this.#jobId = jobId;
  }

  /** With those an earlier planner of the job left. @throws AppError `ledger_unavailable` */
  static async of(ledger: Ledger, job: Pick<Job, 'id' | 'planned'>): Promise<WaitingIds> {
    const waiting = new WaitingIds(ledger, job.id);
    if (job.planned === 0) return waiting;
    for (const { seq } of await ledger.chunks.listPending(job.id)) {
      waiting.add(seq, (await ledger.chunks.get(job.id, seq))?.entries ?? []);
    }
    return waiting;
  }

  has(id: string): boolean {
    for (const ids of this.#chunks.values()) if (ids.has(id)) return true;
    return false;
  }

  /** Adds the records of a chunk. */
  add(seq: number, records: readonly { readonly id?: string }[]): void {
    const ids = records.flatMap(({ id }) => id ?? []);
    if (ids.length > 0) this.#chunks.set(seq, new Set(ids));
  }

  /** Forgets the chunks that are done, where there may be many. @throws AppError `ledger_unavailable` */
  async prune(): Promise<void> {
    if (this.#chunks.size <= MOST_CHUNKS) return;
    const pending = new Set((await this.#ledger.chunks.listPending(this.#jobId)).map(({ seq }) => seq));
    for (const seq of this.#chunks.keys()) if (!pending.has(seq)) this.#chunks.delete(seq);
  }
}
