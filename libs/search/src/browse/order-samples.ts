import type { Filter, VectorSpaceKey, VectorStore } from '@unseen/domain';
import { LRUCache } from 'lru-cache';
import { comparePlaces, sortPlace, type SortPlace } from '../arrange/compare.ts';
import type { SortKey } from '../query/arrangement.ts';

/** How many items are sampled, for how many orders, and for how long. */
export interface SampleOptions {
  readonly size: number;
  readonly kept: number;
  readonly freshMs: number;
}

const USUAL: SampleOptions = { size: 500, kept: 64, freshMs: 60_000 };

/** Some of the items that satisfy a filter, as an order has them. */
export interface OrderSample {
  /** In order. */
  readonly places: readonly SortPlace[];
  /** Items that satisfied the filter. */
  readonly total: number;
}

/**
 * Where items stand in an order, by a sample: it says about how far a page reaches, so that no more than that has to be asked for. What it says may
 * be out of date without any harm but to speed.
 */
export class OrderSamples {
  readonly #options: SampleOptions;
  readonly #samples: LRUCache<string, OrderSample>;

  constructor(options: Partial<SampleOptions> = {}) {
    this.#options = { ...USUAL, ...options };
    const { kept, freshMs } = this.#options;
    this.#samples = new LRUCache({ max: kept, ttl: freshMs });
  }

  /**
   * @returns undefined where there are so few items that all of them are read as quickly
   * @throws AppError `vector_store_unavailable`
   */
  async of(
    store: VectorStore,
    space: VectorSpaceKey,
    filter: Filter | undefined,
    order: readonly SortKey[],
  ): Promise<OrderSample | undefined> {
    const { tenant, collection, pack } = space;
    const key = JSON.stringify([tenant, collection, pack, filter ?? null, order]);
    const known = this.#samples.get(key);
    if (known) return known;
    // Stores list points by ids that are hashes: the first are as good as any.
    const [points, total] = await Promise.all([
      store.list(space, this.#options.size, filter),
      store.count(space, filter),
    ]);
    if (points.length < this.#options.size || points.length === total) return undefined;
    const places = points.map((point) => sortPlace(point, 0, order)).sort(comparePlaces(order));
    const sample = { places, total };
    this.#samples.set(key, sample);
    return sample;
  }
}
