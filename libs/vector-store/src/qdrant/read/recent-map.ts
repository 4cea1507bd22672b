/**
 * Values that are forgotten after a while. Every search sets hundreds, so it keeps two plain maps instead of a time per entry: the
 * older one is dropped as a whole.
 */
export class RecentMap<V> {
  readonly #halfLife: number;
  readonly #half: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();
  #turned: number;

  /**
   * @param keptMs - milliseconds after which a value is gone for certain; it is kept for at least half of that
   * @param most - entries, beyond which older ones go sooner
   */
  constructor(keptMs: number, most: number) {
    this.#halfLife = keptMs / 2;
    this.#half = Math.max(1, Math.floor(most / 2));
    this.#turned = performance.now();
  }

  set(key: string, value: V): void {
    this.#turn();
    this.#young.set(key, value);
  }

  get(key: string): V | undefined {
    this.#turn();
    return this.#young.get(key) ?? this.#old.get(key);
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  #turn(): void {
    const now = performance.now();
    const age = now - this.#turned;
    if (age < this.#halfLife && this.#young.size < this.#half) return;
    const current = age < 2 * this.#halfLife;
    this.#old = current ? this.#young : new Map<string, V>();
    this.#young = new Map();
    // Not `now` where nobody came for a while: the older values would live on for as long again.
    this.#turned = current ? Math.min(now, this.#turned + this.#halfLife) : now;
  }
}
