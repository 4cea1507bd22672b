import { NO_OTHERS, type Release, type SharedLocks } from './shared-locks.ts';

/** A name that is held here: by one alone, or by so many at once. */
interface Held {
  readers: number;
  readonly free: Promise<void>;
  readonly release: () => void;
}

/**
 * Locks among the callers of this process, and beyond them the locks between processes. All names of a call are taken at once or
 * none, so two calls can never wait for each other.
 */
export class LocalLocks implements SharedLocks {
  readonly #others: SharedLocks;
  readonly #held = new Map<string, Held>();

  /** @param others - keeps other processes off; asked for what is free here */
  constructor(others: SharedLocks = NO_OTHERS) {
    this.#others = others;
  }

  async exclusive(names: readonly string[]): Promise<Release> {
    const wanted = [...new Set(names)];
    for (;;) {
      const busy = wanted.map((name) => this.#held.get(name)).find((held) => held !== undefined);
      if (busy === undefined) break;
      await busy.free;
    }
    return this.#take(wanted, () => this.#others.exclusive(wanted));
  }

  async shared(name: string): Promise<Release> {
    for (let held = this.#held.get(name); held?.readers === 0; held = this.#held.get(name)) await held.free;
    const held = this.#held.get(name) ?? this.#hold([name]);
    held.readers += 1;
    return this.#giveBack([name], held, () => this.#others.shared(name));
  }

  async tryExclusive(name: string): Promise<Release | undefined> {
    if (this.#held.has(name)) return undefined;
    const held = this.#hold([name]);
    const others = await this.#others.tryExclusive(name).catch((error: unknown) => {
      this.#free([name], held);
      throw error;
    });
    if (others === undefined) {
      this.#free([name], held);
      return undefined;
    }
    return this.#once([name], held, others);
  }

  close(): Promise<void> {
    return this.#others.close();
  }

  #take(names: readonly string[], beyond: () => Promise<Release>): Promise<Release> {
    return this.#giveBack(names, this.#hold(names), beyond);
  }

  /** Takes the locks beyond this process for names held here; gives all back when that fails. */
  async #giveBack(names: readonly string[], held: Held, beyond: () => Promise<Release>): Promise<Release> {
    try {
      return this.#once(names, held, await beyond());
    } catch (error) {
      this.#free(names, held);
      throw error;
    }
  }

  #once(names: readonly string[], held: Held, others: Release): Release {
    let given = false;
    return async () => {
      if (given) return;
      given = true;
      await others();
      this.#free(names, held);
    };
  }

  #hold(names: readonly string[]): Held {
    const { promise, resolve } = Promise.withResolvers<void>();
    const held = { readers: 0, free: promise, release: resolve };
    for (const name of names) this.#held.set(name, held);
    return held;
  }

  #free(names: readonly string[], held: Held): void {
    held.readers -= 1;
    if (held.readers > 0) return;
    for (const name of names) this.#held.delete(name);
    held.release();
  }
}
