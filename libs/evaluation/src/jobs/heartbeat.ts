import { AppError } from '@unseen/domain';
import type { EvaluationRecord, Ledger } from '@unseen/ledger';
import type { EvaluationProgress } from '../evaluate.ts';

/** Milliseconds between two signs of life. */
const EVERY_MS = 1_000;

/** Writes how far an evaluation is, about once a second, and ends it when its claim is lost or the service stops. */
export class Heartbeat {
  readonly #evaluations: Ledger['evaluations'];
  readonly #claim: EvaluationRecord;
  readonly #stopping: AbortSignal;
  #last = -Infinity;
  #writing: Promise<void> = Promise.resolve();
  #lost: unknown;

  constructor(evaluations: Ledger['evaluations'], claim: EvaluationRecord, stopping: AbortSignal) {
    this.#evaluations = evaluations;
    this.#claim = claim;
    this.#stopping = stopping;
  }

  /** Called after every step. @throws AppError `shutting_down`; `evaluation_not_found` when the claim is lost */
  beat({ done, total }: Pick<EvaluationProgress, 'done' | 'total'>): void {
    if (this.#stopping.aborted) throw new AppError('shutting_down', 'The service is stopping.');
    if (this.#lost !== undefined) throw this.#lost as Error;
    if (performance.now() < this.#last + EVERY_MS) return;
    this.#last = performance.now();
    this.#writing = this.#writing.then(() => this.#write(done, total));
  }

  /** Resolves when nothing is being written any more. */
  end(): Promise<void> {
    return this.#writing;
  }

  async #write(done: number, total: number): Promise<void> {
    try {
      if (await this.#evaluations.progress(this.#claim, done, total)) return;
      this.#lost = new AppError('evaluation_not_found', 'The evaluation was removed or taken over.');
    } catch (error) {
      this.#lost = error;
    }
  }
}
