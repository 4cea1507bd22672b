import { setTimeout as sleep } from 'node:timers/promises';
import type { LeftoverKind } from '@unseen/ledger';
import type { ItemPipeline } from '../items/item-pipeline.ts';
import { comparePictures } from './compare-pictures.ts';
import { findUnusedVectors, removeUnusedVectors } from './compare-vectors.ts';

/** How much longer than it worked a look rests: it takes a tenth of a core at most. */
const REST_SHARE = 9;
/** The longest rest, in milliseconds. */
const LONGEST_REST_MS = 10_000;
/** Milliseconds between asking whether a look is due. */
const ASK_MS = 600_000;

/** What a look did. */
export interface Swept {
  /** What is left over, and stays until the next look. */
  readonly found: number;
  readonly removed: number;
}

/** What a sweeper works with. */
export interface SweeperOptions {
  /** Milliseconds from one look to the next; what is left over is removed when two looks in a row found it. */
  readonly everyMs: number;
  readonly onSwept?: (swept: Swept) => void;
  /** Called with what goes wrong; the next look begins anew. */
  readonly onError: (error: unknown, during: string) => void;
}

/**
 * Removes pictures and vectors that nothing needs, as a process leaves them that was killed between two steps: by itself, slowly, and while the platform
 * works. What a look finds it only notes; the next removes it, if it is left over still. Of several processes on one ledger, one looks.
 */
export class LeftoverSweeper {
  readonly #pipeline: ItemPipeline;
  readonly #options: SweeperOptions;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(pipeline: ItemPipeline, options: SweeperOptions) {
    this.#pipeline = pipeline;
    this.#options = options;
  }

  /** Looks whenever it is time, from now on. */
  start(): void {
    const { everyMs, onError, onSwept } = this.#options;
    let busy = false;
    const ask = () => {
      if (busy) return;
      busy = true;
      this.#running = this.look()
        .then((swept) => swept && onSwept?.(swept))
        .catch((error: unknown) => {
          if (!this.#stopping.signal.aborted) onError(error, 'looking for left-overs');
        })
        .finally(() => (busy = false));
    };
    this.#timer = setInterval(ask, Math.min(ASK_MS, everyMs)).unref();
  }

  /** Ends a look at a safe point. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#running;
  }

  /**
   * Looks once, if it is time.
   *
   * @returns undefined when it is not
   * @throws AppError `ledger_unavailable`, `vector_store_unavailable`, `blob_store_unavailable`
   */
  async look(now = new Date()): Promise<Swept | undefined> {
    const { leftovers } = this.#pipeline.ledger;
    if (!(await leftovers.beginLook(now, this.#options.everyMs))) return undefined;
    const swept = { found: 0, removed: 0 };
    const judge = async (kind: LeftoverKind, name: string, remove: () => Promise<unknown>) => {
      // One that was noted by an earlier look has been left over for as long as lies between two.
      if ((await leftovers.note(kind, name, now)) < now) {
        await remove();
        await leftovers.forget(kind, name);
        swept.removed += 1;
      } else swept.found += 1;
    };
    const pace = this.#pace();
    for await (const difference of comparePictures(this.#pipeline, () => undefined, pace)) {
      if (difference.kind !== 'picture_unused') continue;
      const { sha256 } = difference;
      await judge('picture', sha256, () => this.#pipeline.pictures.removeUnused(sha256));
    }
    for await (const key of findUnusedVectors(this.#pipeline, pace)) {
      const name = JSON.stringify([key.tenant, key.collection, key.id]);
      await judge('vectors', name, () => removeUnusedVectors(this.#pipeline, key));
    }
    await leftovers.forgetUnseen(now);
    return swept;
  }

  /** Called between parts of a look: rests for longer than the part took. @throws when the sweeper is stopped */
  #pace(): () => Promise<void> {
    const { signal } = this.#stopping;
    let since = performance.now();
    return async () => {
      const rest = Math.min(LONGEST_REST_MS, REST_SHARE * (performance.now() - since));
      await sleep(rest, undefined, { signal });
      since = performance.now();
    };
  }
}
