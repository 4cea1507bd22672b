/** Points remembered at most; about 5 MB. */
const CAPACITY = 20_000;

/** What is remembered of a point. */
export interface KnownPlace {
  readonly itemId: string;
  /** As the `place` column has it. */
  readonly place: string;
}

/**
 * Where the records of recently recalled points lie, so that re-scoring reads them without asking the table.
 * A write forgets the points it touched. What a query began to read before that write must not be remembered after
 * it: so each query takes the time before it starts, and what was forgotten since stays forgotten.
 */
export class KnownPlaces {
  readonly #places = new Map<string, KnownPlace>();
  readonly #forgotten = new Map<string, number>();
  #clock = 0;

  /** The time, to be taken before a query starts. */
  now(): number {
    return this.#clock;
  }

  /** Remembers what a query that started at `since` found. */
  remember(id: string, place: KnownPlace, since: number): void {
    if ((this.#forgotten.get(id) ?? -1) >= since) return;
    put(this.#places, id, place);
  }

  /** Forgets points that have just been written or removed. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) {
      this.#places.delete(id);
      put(this.#forgotten, id, this.#clock);
    }
    this.#clock += 1;
  }

  /** The place last seen. */
  get(id: string): KnownPlace | undefined {
    return this.#places.get(id);
  }
}

/** Sets a key as the newest one; the oldest makes room. */
function put<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= CAPACITY) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
