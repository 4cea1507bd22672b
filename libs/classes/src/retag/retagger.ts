import type { WritingParts } from '../class-parts.ts';
import { relearnCalibrations } from '../calibrate/relearn.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';
import { requestRetag, type RetagMessage } from './messages.ts';
import { isBehind, retagCollection } from './retag-collection.ts';

/** How a {@link Retagger} runs. */
export interface RetaggerOptions {
  /** Seconds between looks for collections whose tags lag behind. Default 15. */
  readonly lookEverySeconds?: number;
  /** Called with what goes wrong in the background; the work is tried again. */
  readonly onError: (error: unknown, during: string) => void;
}

/**
 * Keeps the tags of stored items up to their catalogues, and catalogues calibrated for the pack in use, in the background. The ledger
 * says what lags behind; the queue only says that something does, so a lost message costs a few seconds.
 */
export class Retagger {
  readonly #parts: WritingParts;
  readonly #catalogues: LiveCatalogues;
  readonly #options: RetaggerOptions;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: WritingParts, catalogues: LiveCatalogues, options: RetaggerOptions) {
    this.#parts = parts;
    this.#catalogues = catalogues;
    this.#options = options;
  }

  /** Takes messages, and looks for what lags behind now and from time to time. The queue must have been started. */
  async start(): Promise<void> {
    const { queue } = this.#parts;
    const { lookEverySeconds = 15, onError } = this.#options;
    await queue.work<RetagMessage>('retag', { concurrency: 1 }, ({ data, signal }) =>
      this.run(data.tenant, signal),
    );
    const look = () => {
      this.#looking = this.#looking
        .then(() => this.#look())
        .catch((error: unknown) => onError(error, 'looking for tags that lag behind'));
    };
    look();
    this.#timer = setInterval(look, lookEverySeconds * 1_000).unref();
  }

  /** Stops at the next safe point; what is left is done at the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await Promise.allSettled([this.#looking, ...this.#running.values()]);
  }

  /**
   * Learns a tenant's calibrations again where the pack has changed, and brings the tags of all its collections up to its catalogue,
   * changes that come in meanwhile included.
   * @throws AppError when a part of the platform is away: try again later
   */
  async run(tenant: string, signal: AbortSignal): Promise<void> {
    const running = this.#running.get(tenant);
    if (running) return running;
    const over = AbortSignal.any([signal, this.#stopping.signal]);
    const work = this.#bringUp(tenant, over).finally(() => this.#running.delete(tenant));
    this.#running.set(tenant, work);
    return work;
  }

  async #bringUp(tenant: string, signal: AbortSignal): Promise<void> {
    const { ledger, encoder } = this.#parts;
    const active = await ledger.modelSwitches.activePack();
    // A process that still has the former pack would decide by the former vectors.
    if (active !== undefined && active !== encoder.pack.id) return;
    await relearnCalibrations(this.#parts, this.#catalogues, tenant, signal);
    for (let behind = true; behind && !signal.aborted;) {
      behind = false;
      const version = await ledger.classes.version(tenant);
      for (const state of await ledger.tags.retags(tenant)) {
        if (signal.aborted || !(await isBehind(this.#parts, tenant, state, version))) continue;
        await retagCollection(this.#parts, this.#catalogues, tenant, state, signal);
        behind = true;
      }
    }
  }

  async #look(): Promise<void> {
    const { ledger, queue, encoder } = this.#parts;
    const uncalibrated = new Set(
      (await ledger.prototypes.calibrationsDue(encoder.pack.id)).map(({ tenant }) => tenant),
    );
    for (const tenant of await ledger.tags.tenants()) {
      if (this.#stopping.signal.aborted) return;
      if (uncalibrated.has(tenant)) {
        await requestRetag(queue, tenant);
        continue;
      }
      const version = await ledger.classes.version(tenant);
      for (const state of await ledger.tags.retags(tenant)) {
        if (!(await isBehind(this.#parts, tenant, state, version))) continue;
        await requestRetag(queue, tenant);
        break;
      }
    }
  }
}
