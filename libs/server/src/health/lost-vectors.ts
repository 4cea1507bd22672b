import { Lookout } from '@unseen/concurrency';
import { AppError, messageOf, type VectorStore } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from './health.ts';

/** Milliseconds between looks at least, unless told otherwise, and while vectors are lost. */
const LOOK_MS = 4_000;
/** A look that takes long is made more seldom: it may take this share of the time. */
const SHARE = 0.02;
/** An item may be removed between the two counts: what differs is counted again after so many milliseconds. */
const AGAIN_MS = 500;

/** What a watch needs. */
export interface LostVectorsParts {
  readonly ledger: Ledger;
  readonly store: VectorStore;
  readonly health: Health;
  readonly logger: Logger;
  /** The pack in use, as `name@version`. */
  readonly pack: string;
  /** Milliseconds between looks while nothing is lost. */
  readonly lookMs?: number;
}

/** Items of a collection that should be found, and vectors there are of them. */
interface Gap {
  readonly tenant: string;
  readonly collection: string;
  readonly items: number;
  readonly points: number;
}

/**
 * Compares, from time to time, how many items the ledger says have vectors with how many the vector store holds. A store that came
 * back empty, or without a collection, answers like one that never had any: nobody else would notice.
 */
export class LostVectors {
  readonly #parts: LostVectorsParts;
  #gaps = new Map<string, Gap>();
  readonly #lookout: Lookout;
  readonly #stopping = new AbortController();

  constructor(parts: LostVectorsParts) {
    this.#parts = parts;
    this.#lookout = new Lookout({
      look: () => this.#look(),
      // Stores that are away have their own place in the answer of readiness.
      onError: (error) =>
        parts.logger.debug({ err: error }, `comparing ledger and vector store: ${messageOf(error)}`),
      afterErrorMs: LOOK_MS,
    });
    parts.health.note('lostVectors', () => inWords([...this.#gaps.values()]));
  }

  /** How many items should have vectors and have none, as of the last look. */
  get missing(): number {
    return [...this.#gaps.values()].reduce((sum, { items, points }) => sum + items - points, 0);
  }

  /**
   * Refuses a search that would leave out most of what there is without a word.
   * @throws AppError `vector_store_incomplete`
   */
  requireMost(tenant: string, collection: string): void {
    const gap = this.#gaps.get(JSON.stringify([tenant, collection]));
    if (gap === undefined || gap.points >= gap.items / 2) return;
    throw incomplete(collection, gap.items - gap.points);
  }

  /** Looks now and from time to time. */
  start(): void {
    this.#lookout.start();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#lookout.stop();
  }

  /** Looks once. @throws AppError when the ledger or the store is away */
  async look(): Promise<void> {
    let gaps = await this.#compare();
    if (gaps.length > 0) {
      await sleep(AGAIN_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      gaps = await this.#compare(gaps);
    }
    const before = this.missing;
    this.#gaps = new Map(gaps.map((gap) => [JSON.stringify([gap.tenant, gap.collection]), gap]));
    const words = inWords(gaps);
    if (words !== undefined && before === 0) this.#parts.logger.error(words);
    if (words === undefined && before > 0) this.#parts.logger.info('all items have their vectors again');
  }

  async #compare(only?: readonly Gap[]): Promise<Gap[]> {
    const { ledger, store, pack } = this.#parts;
    const wanted =
      only && new Set(only.map(({ tenant, collection }) => JSON.stringify([tenant, collection])));
    const gaps: Gap[] = [];
    for (const { tenant, collection, items } of await ledger.modelSwitches.coveredByCollection(pack)) {
      if (wanted?.has(JSON.stringify([tenant, collection])) === false) continue;
      const space = { tenant, collection, pack };
      const points = (await store.hasSpace(space)) ? await store.count(space) : 0;
      if (points < items) gaps.push({ tenant, collection, items, points });
    }
    return gaps;
  }

  /** @returns milliseconds until the next look */
  async #look(): Promise<number> {
    const started = performance.now();
    await this.look();
    const took = performance.now() - started;
    const { lookMs = LOOK_MS } = this.#parts;
    return Math.max(this.missing > 0 ? LOOK_MS : lookMs, took / SHARE);
  }
}

/** @param missing - items without vectors */
export function incomplete(collection: string, missing: number): AppError {
  return new AppError(
    'vector_store_incomplete',
    `The vectors of ${missing} items of "${collection}" are lost, and a search would leave them out.`,
    { retryAfter: 30 },
  );
}

function inWords(gaps: readonly Gap[]): string | undefined {
  if (gaps.length === 0) return undefined;
  const missing = gaps.reduce((sum, { items, points }) => sum + items - points, 0);
  const some = gaps.slice(0, 3).map(({ tenant, collection }) => `${tenant}/${collection}`);
  return (
    `The vector store lacks the vectors of ${missing} items (${some.join(', ')}${gaps.length > 3 ? ', ...' : ''}); ` +
    'searches cannot find them. Embed them again from what is stored: npx unseen rebuild'
  );
}
