import { backgroundOf, type Background, type ItemVectors } from '../score/background.ts';
import type { VectorSpaceKey, VectorStore } from '@unseen/domain';
import { LRUCache } from 'lru-cache';

/** Items a background is made of. Point ids are hashes, so the first ones in their order are a random sample. */
const SAMPLE = 384;
/** Milliseconds a background holds; a collection that is smaller than a sample still changes its face. */
const HOLDS = { small: 5_000, large: 600_000 };
/** Collections whose background is kept. */
const KEPT = 256;

/** What the items of each collection look like on average, sampled from the vector store now and then. */
export class Backgrounds {
  readonly #store: VectorStore;
  readonly #dimensions: number;
  readonly #kept = new LRUCache<string, Promise<Background>>({ max: KEPT });

  /** @param dimensions - D */
  constructor(store: VectorStore, dimensions: number) {
    this.#store = store;
    this.#dimensions = dimensions;
  }

  /** The background of a collection; the same object while it holds. @throws AppError `vector_store_unavailable` */
  async of(space: VectorSpaceKey): Promise<Background> {
    const key = keyOf(space);
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const made = this.#sample(space);
    this.#kept.set(key, made);
    try {
      const background = await made;
      const large = background.sample.length >= SAMPLE;
      if (this.#kept.peek(key) === made)
        this.#kept.set(key, made, { ttl: large ? HOLDS.large : HOLDS.small });
      return background;
    } catch (error) {
      if (this.#kept.peek(key) === made) this.#kept.delete(key);
      throw error;
    }
  }

  /** Looks at a collection anew the next time. */
  forget(space: VectorSpaceKey): void {
    this.#kept.delete(keyOf(space));
  }

  async #sample(space: VectorSpaceKey): Promise<Background> {
    const sample: ItemVectors[] = [];
    if (await this.#store.hasSpace(space)) {
      const ids = (await this.#store.page(space, SAMPLE)).map(({ id }) => id);
      const points = await this.#store.read(space, ids, { vectors: ['image', 'caption'] });
      sample.push(...points.map((point) => point.vectors));
    }
    return backgroundOf(sample, this.#dimensions);
  }
}

function keyOf({ tenant, collection, pack }: VectorSpaceKey): string {
  return JSON.stringify([tenant, collection, pack]);
}
