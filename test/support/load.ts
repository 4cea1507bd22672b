import { setTimeout as sleep } from 'node:timers/promises';
import { itemForm, picture } from './pictures.ts';
import type { Platform } from './platform.ts';

/** Requests sent at once. */
const WRITERS = 2;
const SEARCHERS = 1;
/** Items looked for at once when accounts are settled: the most a page may hold. */
const GROUP = 200;

/** A stream of single items, each with words and a number of its own, and of searches for those that were acknowledged. */
export class Load {
  /** What items were answered instead of success, as `503 code`. */
  readonly refusals: string[] = [];
  /** What searches were answered instead of success. */
  readonly searchRefusals: string[] = [];
  /** Milliseconds of the slowest search, refused ones included. */
  slowestSearch = 0;
  /** Refusals with 503 that did not say when to come back. */
  withoutRetryAfter = 0;
  readonly #platform: Platform;
  readonly #collection: string;
  readonly #acknowledged: number[] = [];
  readonly #missed: number[] = [];
  #next = 0;
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  readonly #pictures: boolean;

  /** @param options.pictures - whether items have pictures, each a file of its own */
  constructor(platform: Platform, collection: string, options: { readonly pictures?: boolean } = {}) {
    this.#platform = platform;
    this.#collection = collection;
    this.#pictures = options.pictures ?? false;
  }

  /** Items that were acknowledged so far. */
  get acknowledged(): number {
    return this.#acknowledged.length;
  }

  start(): void {
    this.#running = Promise.all([
      ...Array.from({ length: WRITERS }, () => this.#write()),
      ...Array.from({ length: SEARCHERS }, () => this.#search()),
    ]);
  }

  /** Whether an item can be written, and then found, now. */
  async works(): Promise<boolean> {
    const n = this.#next++;
    return (await this.#put(n)) && (await this.#find(n)) === 1;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Looks for every acknowledged item. @throws Error when one is not there exactly once */
  async account(): Promise<void> {
    if (this.#acknowledged.length === 0) throw new Error('Nothing was acknowledged: this tells nothing.');
    if (this.#missed.length > 0)
      throw new Error(`Searches that were answered did not find: ${this.#missed.join(', ')}.`);
    for (let start = 0; start < this.#acknowledged.length; start += GROUP) {
      const group = this.#acknowledged.slice(start, start + GROUP);
      const counts = await this.#count(group);
      for (const n of group) {
        // A search among many is approximate: what it leaves out is looked for by itself.
        const found = counts.get(n) ?? (await this.#look(n));
        if (found !== 1)
          throw new Error(`Item ${n} of ${this.#collection} was acknowledged and found ${found} times.`);
      }
    }
  }

  /** How often a search finds each of some items. */
  async #count(group: readonly number[]): Promise<Map<number, number>> {
    const search = {
      collection: this.#collection,
      text: 'item number',
      filter: { n: { in: group } },
      limit: GROUP,
      candidates: 1_000,
      rescore: 'none',
      cutoff: 'off',
    };
    const response = await this.#platform.send('POST', '/v1/search', search);
    const { hits = [] } = (await response.json()) as { hits?: { metadata: { n: number } }[] };
    const counts = new Map<number, number>();
    for (const { metadata } of hits) counts.set(metadata.n, (counts.get(metadata.n) ?? 0) + 1);
    return counts;
  }

  async #write(): Promise<void> {
    while (!this.#stopped) {
      await this.#put(this.#next++);
      // Load, not a flood: the workers share the machine.
      await sleep(20);
    }
  }

  /** Looks for acknowledged items: each must be found once whenever a search is answered at all. */
  async #search(): Promise<void> {
    while (!this.#stopped) {
      const n = this.#acknowledged[Math.floor(Math.random() * this.#acknowledged.length)];
      if (n !== undefined) {
        const started = performance.now();
        const hits = await this.#find(n, this.searchRefusals);
        this.slowestSearch = Math.max(this.slowestSearch, performance.now() - started);
        if (hits !== undefined && hits !== 1) this.#missed.push(n);
      }
      await sleep(50);
    }
  }

  /** What happened, in one line. */
  get summary(): string {
    const refused = (list: readonly string[]) =>
      `${list.length} refused${list.length > 0 ? ` (${[...new Set(list)].join(', ')})` : ''}`;
    return (
      `${this.#acknowledged.length} items acknowledged, ${refused(this.refusals)}; ` +
      `searches: ${refused(this.searchRefusals)}, the slowest took ${Math.round(this.slowestSearch)} ms`
    );
  }

  async #put(n: number): Promise<boolean> {
    const item = { id: `n${n}`, collection: this.#collection, caption: `item number ${n}` };
    const body = this.#pictures
      ? itemForm({ ...item, metadata: JSON.stringify({ n }) }, await this.#picture(n))
      : { ...item, metadata: { n } };
    const response = await this.#platform.send('POST', '/v1/items', body);
    const answer = (await response.json()) as { code?: string };
    this.#noteRetryAfter(response);
    if (response.ok) this.#acknowledged.push(n);
    else this.refusals.push(`${response.status} ${answer.code}`);
    return response.ok;
  }

  #noteRetryAfter({ status, headers }: Response): void {
    if (status === 503 && !headers.has('retry-after')) this.withoutRetryAfter += 1;
  }

  /** A picture that no other item has: a number after the end of the file is nothing to look at. */
  async #picture(n: number): Promise<Uint8Array<ArrayBuffer>> {
    const apple = await picture('apple');
    return new Uint8Array([...apple, ...new TextEncoder().encode(`${this.#collection} ${n}`)]);
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
  async #find(n: number, refusals?: string[]): Promise<number | undefined> {
    const search = { collection: this.#collection, text: 'item number', filter: { n }, cutoff: 'off' };
    const response = await this.#platform.send('POST', '/v1/search', search);
    const { hits, code } = (await response.json()) as { hits?: unknown[]; code?: string };
    this.#noteRetryAfter(response);
    if (hits === undefined) refusals?.push(`${response.status} ${code}`);
    return hits?.length;
  }
}
