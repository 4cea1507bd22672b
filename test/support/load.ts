import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from './platform.ts';

/** Requests sent at once. */
const WRITERS = 2;

/** A stream of single items, each with words and a number of its own, and searches for them. */
export class Load {
  /** What was answered instead of success, as `503 code`. */
  readonly refusals: string[] = [];
  readonly #platform: Platform;
  readonly #collection: string;
  readonly #acknowledged: number[] = [];
  #next = 0;
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(platform: Platform, collection: string) {
    this.#platform = platform;
    this.#collection = collection;
  }

  start(): void {
    this.#running = Promise.all(Array.from({ length: WRITERS }, () => this.#write()));
  }

  /** Whether an item can be written and searched for now. @param found - whether it must be found, too */
  async works(found: boolean): Promise<boolean> {
    const n = this.#next++;
    if (!(await this.#put(n))) return false;
    const hits = await this.#find(n);
    return found ? hits === 1 : hits !== undefined;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Looks for every acknowledged item. @throws Error when one is not there exactly once */
  async account(): Promise<void> {
    if (this.#acknowledged.length === 0) throw new Error('Nothing was acknowledged: this tells nothing.');
    for (const n of this.#acknowledged) {
      const found = await this.#look(n);
      if (found !== 1)
        throw new Error(`Item ${n} of ${this.#collection} was acknowledged and found ${found} times.`);
    }
  }

  async #write(): Promise<void> {
    while (!this.#stopped) {
      await this.#put(this.#next++);
      // Load, not a flood: the workers share the machine.
      await sleep(20);
    }
  }

  async #put(n: number): Promise<boolean> {
    const item = { id: `n${n}`, collection: this.#collection, caption: `item number ${n}`, metadata: { n } };
    const response = await this.#platform.send('POST', '/v1/items', item);
    const answer = (await response.json()) as { code?: string };
    if (response.ok) this.#acknowledged.push(n);
    else this.refusals.push(`${response.status} ${answer.code}`);
    return response.ok;
  }

  /** As {@link #find}; asks again when it is refused. */
  async #look(n: number): Promise<number | undefined> {
    for (let attempt = 1; ; attempt++) {
      const found = await this.#find(n);
      if (found !== undefined || attempt === 20) return found;
      await sleep(100);
    }
  }

  /** How many items have this number; undefined when the search is refused. */
  async #find(n: number): Promise<number | undefined> {
    const search = { collection: this.#collection, text: `item number ${n}`, filter: { n }, cutoff: 'off' };
    const response = await this.#platform.send('POST', '/v1/search', search);
    const { hits } = (await response.json()) as { hits?: unknown[] };
    return hits?.length;
  }
}
