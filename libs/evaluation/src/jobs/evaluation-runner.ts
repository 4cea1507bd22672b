import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAboutClasses, isAppError, messageOf, type ClassEvaluationRequest } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import type { DecodeLimits } from '@unseen/imaging';
import { Lookout } from '@unseen/concurrency';
import type { ImportRoot } from '@unseen/ingest';
import type { EvaluationRecord, Ledger } from '@unseen/ledger';
import { evaluate, type EvaluationProgress } from '../evaluate.ts';
import { summarize } from '../result/summarize.ts';
import { Heartbeat } from './heartbeat.ts';
import { publishIfGood } from './publish-if-good.ts';
import type { ClassMeasurement } from './why-blocked.ts';

/** Called after every step, or after some. */
type OnProgress = (progress: Pick<EvaluationProgress, 'done' | 'total'>) => void;

/** What a runner works with. */
export interface EvaluationRunnerParts {
  readonly ledger: Ledger;
  readonly encoder: Encoder;
  /** Measures the classes of a tenant; calls back after some steps, and ends with what that throws. */
  readonly measureClasses: (
    tenant: string,
    request: ClassEvaluationRequest,
    onProgress: OnProgress,
  ) => Promise<ClassMeasurement>;
  /** Where evaluations may read. */
  readonly root: ImportRoot;
  readonly decodeLimits: DecodeLimits;
  /** Pictures one evaluation may have: each takes about 40 KB of memory. Default 10,000. */
  readonly maxPictures?: number;
  /** Seconds without a sign of life after which another worker takes over. Default 60. */
  readonly staleSeconds?: number;
  /** Milliseconds before what an outage cut short is begun again. Default 2,000. */
  readonly outageMs?: number;
  /** Called with what goes wrong in the background. */
  readonly onError?: (error: unknown, during: string) => void;
}

/** 400 MB of memory. */
const MAX_PICTURES = 10_000;
/** Milliseconds between looks: what other processes create waits that long at most. Alone, only what a crash cut short is found so. */
const LOOK_EVERY_MS = { shared: 2_000, alone: 15_000 };
/** Times an evaluation is begun: one that ends its process again and again must not do so for ever. */
const MAX_ATTEMPTS = 3;

/** Runs evaluations that wait in the ledger, one at a time; what a crash or a stop cut short is begun again. */
export class EvaluationRunner {
  readonly #parts: EvaluationRunnerParts;
  readonly #staleSeconds: number;
  readonly #lookout: Lookout;
  readonly #stopping = new AbortController();

  constructor(parts: EvaluationRunnerParts) {
    this.#parts = parts;
    this.#staleSeconds = parts.staleSeconds ?? 60;
    const everyMs = LOOK_EVERY_MS[parts.ledger.isShared ? 'shared' : 'alone'];
    this.#lookout = new Lookout({
      look: async () => {
        await this.#work();
        return Math.min(everyMs, this.#staleSeconds * 1_000);
      },
      onError: (error) => parts.onError?.(error, 'evaluations'),
    });
  }

  /** Begins to look for evaluations: at once, whenever it is woken, and every few seconds. */
  start(): void {
    this.#lookout.start();
  }

  /** Gives back what runs and stops looking. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#lookout.stop();
  }

  /** Looks for evaluations now. */
  wake(): void {
    this.#lookout.wake();
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const claim = await this.#parts.ledger.evaluations.claim(this.#staleSeconds);
      if (claim === undefined) return;
      if (await this.#run(claim)) continue;
      // What it needs is away: asked again at once, it would be away still.
      await sleep(this.#parts.outageMs ?? 2_000, undefined, { signal: this.#stopping.signal }).catch(
        () => undefined,
      );
    }
  }

  /** @returns false when it was given back, because a part of the platform is away */
  async #run(claim: EvaluationRecord): Promise<boolean> {
    const { evaluations } = this.#parts.ledger;
    const heartbeat = new Heartbeat(evaluations, claim, this.#stopping.signal);
    try {
      if (claim.attempts > MAX_ATTEMPTS)
        throw new AppError('internal', 'It ended the service several times.');
      await this.#conclude(claim, (progress) => heartbeat.beat(progress));
      return true;
    } catch (error) {
      const outage = isOutage(error);
      if (outage) this.#parts.onError?.(error, `evaluation ${claim.id}, which is begun again`);
      if (this.#stopping.signal.aborted || outage) await evaluations.release(claim, outage);
      else await evaluations.fail(claim, toError(error));
      if (!isAppError(error)) this.#parts.onError?.(error, `evaluation ${claim.id}`);
      return !outage;
    } finally {
      await heartbeat.end();
    }
  }

  /** Measures what is asked, and keeps the figures. */
  async #conclude(claim: EvaluationRecord, onProgress: OnProgress): Promise<void> {
    const { tenant, request } = claim;
    const { ledger, measureClasses } = this.#parts;
    if (!isAboutClasses(request)) {
      const limits = { maxPictures: MAX_PICTURES, ...this.#parts };
      await ledger.evaluations.complete(claim, summarize(await evaluate(request, limits, onProgress)));
      return;
    }
    const { publish, ...wanted } = request;
    if (publish === undefined) {
      await ledger.evaluations.complete(claim, await measureClasses(tenant, wanted, onProgress));
      return;
    }
    await publishIfGood(ledger, claim, publish, (against) =>
      measureClasses(tenant, { ...wanted, asOf: publish.version, against }, onProgress),
    );
  }
}

/** Whether a part of the platform is away, which says nothing of what was asked. */
function isOutage(error: unknown): boolean {
  return isAppError(error) && (error.code.endsWith('_unavailable') || error.code === 'overloaded');
}

function toError(error: unknown): { code: AppError['code']; detail: string } {
  return isAppError(error)
    ? { code: error.code, detail: error.message }
    : { code: 'internal', detail: `An unexpected error: ${messageOf(error).slice(0, 200)}` };
}
