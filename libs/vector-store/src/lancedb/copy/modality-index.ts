import type { Modality } from '@unseen/domain';
import { Products, ROWS } from '@unseen/simd';
import { setImmediate as turn } from 'node:timers/promises';
import { CodeColumn, type CodedQuery } from './codes/code-column.ts';
import { learnProjection, type Projection } from './codes/projection.ts';
import { Bits } from './slots/bits.ts';
import type { PointFiles } from './slots/point-files.ts';
import type { ModalityState } from './snapshot.ts';

/** Vectors a projection is learned from. */
const SAMPLE = 2_048;
/** A projection is learned again when there are so many times the vectors it was learned among. */
const GROWN = 4;
/** Beyond this many vectors a sample tells of the next as much as it will. */
const SETTLED = 50_000;
/** Of the nearest by estimate so many times the wanted number are compared first: their scores tell which others may be nearer. */
const HEAD_START = 1.5;
/** Standard errors an estimate may be off. */
const MARGIN = 3;

/** A slot and its exact score. */
export interface Scored {
  readonly slot: number;
  readonly score: number;
}

/** Estimates of one search; they are used up before the next one begins. */
let estimates = new Float32Array(0);

/**
 * The vectors of one modality by slot: which slots have one, and codes of them as soon as there are many. Searches estimate by the codes and
 * compare whatever may be among the nearest exactly, with the vectors as they are on disk.
 */
export class ModalityIndex {
  readonly #modality: Modality;
  readonly #files: PointFiles;
  readonly #products: Products;
  readonly #dimensions: number;
  readonly #codesFrom: number;
  readonly #present = new Bits();
  #codes: CodeColumn | undefined;
  /** Being filled. */
  #next: CodeColumn | undefined;
  #learnedAmong = 0;
  #learning: Promise<void> | undefined;
  #closed = false;

  /**
   * @param products - shared by all that never run at once
   * @param codesFrom - vectors from which on there are codes
   */
  constructor(
    modality: Modality,
    files: PointFiles,
    products: Products,
    dimensions: number,
    codesFrom: number,
  ) {
    this.#modality = modality;
    this.#files = files;
    this.#products = products;
    this.#dimensions = dimensions;
    this.#codesFrom = codesFrom;
  }

  /** Vectors in it. */
  get count(): number {
    return this.#present.count;
  }

  /** Takes up the vector of a slot, which its file has already; or notes that it has none. */
  set(slot: number, vector: Float32Array | undefined): void {
    if (!vector) {
      this.#present.delete(slot);
      this.#codes?.clear(slot);
      this.#next?.clear(slot);
      return;
    }
    this.#present.add(slot);
    this.#codes?.set(slot, vector);
    this.#next?.set(slot, vector);
    this.#learnIfDue();
  }

  /** The nearest slots with their exact scores, in no order; at least `limit` where there are so many. */
  nearest(vector: Float32Array, limit: number, within?: Bits): Scored[] {
    this.#products.use(vector);
    const few = 2 * limit + ROWS;
    if (within && within.count <= few)
      return this.#compare([...within].filter((slot) => this.#present.has(slot)));
    if (!this.#codes || this.#present.count <= few) return this.#compareAll(within);
    return this.#byCodes(this.#codes, vector, limit, within);
  }

  /** Resolves when no codes are being made. */
  async settled(): Promise<void> {
    while (this.#learning) await this.#learning;
  }

  /** Stops what is under way and gives memory back. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.settled();
    this.#codes?.release();
  }

  /** What it would take to be as it is without reading the vectors: the slots, the codes. */
  get state(): ModalityState {
    return { slots: this.#present, codes: this.#codes, learnedAmong: this.#learnedAmong };
  }

  /** Becomes as another was that gave its {@link state}. */
  restore({ slots, codes, learnedAmong }: ModalityState): void {
    for (const slot of slots) this.#present.add(slot);
    this.#codes = codes;
    this.#learnedAmong = learnedAmong;
    this.#learnIfDue();
  }

  #byCodes(codes: CodeColumn, vector: Float32Array, limit: number, within: Bits | undefined): Scored[] {
    const query = codes.prepare(vector);
    const slots = this.#present.capacity;
    if (estimates.length < slots) estimates = new Float32Array(Math.ceil(slots * 1.25));
    const estimated = estimates.subarray(0, slots);
    codes.estimate(query, estimated);
    if (within) for (let slot = 0; slot < slots; slot++) if (!within.has(slot)) estimated[slot] = -Infinity;
    const first = largest(estimated, Math.ceil(HEAD_START * limit));
    const found = this.#compare(first);
    if (found.length < limit) return found;
    const least = Float32Array.from(found, ({ score }) => score).sort()[found.length - limit]!;
    const rest = this.#mayReach(codes, query, estimated, least, new Set(first));
    if (rest.length > this.#present.count / 8) return this.#compareAll(within);
    for (const each of this.#compare(rest)) found.push(each);
    return found;
  }

  /** Slots whose product may be as large as `least`, by what their estimates may be off. */
  #mayReach(
    codes: CodeColumn,
    query: CodedQuery,
    estimated: Float32Array,
    least: number,
    known: ReadonlySet<number>,
  ): number[] {
    const slots: number[] = [];
    const widest = MARGIN * codes.widestError(query);
    for (let slot = 0; slot < estimated.length; slot++) {
      const estimate = estimated[slot]!;
      if (estimate + widest < least || known.has(slot)) continue;
      if (estimate + MARGIN * codes.error(query, slot) >= least) slots.push(slot);
    }
    return slots;
  }

  #compare(slots: readonly number[]): Scored[] {
    const scored: Scored[] = [];
    for (let start = 0; start < slots.length; start += ROWS) {
      const some = slots.slice(start, start + ROWS);
      some.forEach((slot, row) => this.#files.read(this.#modality, slot, this.#products.row(row)));
      const scores = this.#products.of(some.length);
      some.forEach((slot, row) => scored.push({ slot, score: scores[row]! }));
    }
    return scored;
  }

  /** Reads the whole file, in its order. */
  #compareAll(within: Bits | undefined): Scored[] {
    const scored: Scored[] = [];
    for (let start = 0; start < this.#present.capacity && this.#present.count > 0; start += ROWS) {
      this.#files.read(this.#modality, start, this.#products.rows(ROWS));
      const scores = this.#products.of(ROWS);
      for (let row = 0; row < ROWS; row++) {
        const slot = start + row;
        if (this.#present.has(slot) && (within?.has(slot) ?? true))
          scored.push({ slot, score: scores[row]! });
      }
    }
    return scored;
  }

  #learnIfDue(): void {
    const { count } = this.#present;
    if (this.#learning || this.#closed || count < this.#codesFrom) return;
    const due = this.#codes ? this.#learnedAmong < SETTLED && count >= GROWN * this.#learnedAmong : true;
    if (!due) return;
    this.#learning = this.#learn().finally(() => {
      this.#learning = undefined;
      this.#next = undefined;
    });
  }

  /** Makes codes anew, a little at a time: searches go on with those there are. */
  async #learn(): Promise<void> {
    await turn();
    const among = this.#present.count;
    const every = Math.max(1, Math.floor(among / SAMPLE));
    const sampled = [...this.#present].filter((_, i) => i % every === 0);
    const sample = new Float32Array(sampled.length * this.#dimensions);
    for (const [i, slot] of sampled.entries()) {
      sample.set(this.#vector(slot), i * this.#dimensions);
      if (i % ROWS === 0) await turn();
      if (this.#closed) return;
    }
    const projection: Projection = await learnProjection(sample, this.#dimensions);
    const next = new CodeColumn(projection);
    this.#next = next;
    // What is written from now on is coded as it comes, and what was written before is in this list.
    for (const [i, slot] of [...this.#present].entries()) {
      if (this.#present.has(slot)) next.set(slot, this.#vector(slot));
      if (i % ROWS === 0) await turn();
      if (this.#closed) break;
    }
    if (this.#closed) return next.release();
    this.#codes?.release();
    this.#codes = next;
    this.#learnedAmong = among;
  }

  /** The vector of a slot as it is on disk. */
  #vector(slot: number): Float32Array {
    this.#files.read(this.#modality, slot, this.#products.row(0));
    return this.#products.floats(0).slice();
  }
}

/** The slots of the `count` largest values, in no order; fewer where others are -Infinity. */
export function largest(values: Float32Array, count: number): number[] {
  const room = Math.max(256, 4 * count);
  let slots: number[] = [];
  let bar = -Infinity;
  const cut = () => {
    slots.sort((a, b) => values[b]! - values[a]!);
    slots = slots.slice(0, count);
    if (slots.length === count) bar = values[slots[count - 1]!]!;
  };
  for (let slot = 0; slot < values.length; slot++) {
    if (values[slot]! > bar) {
      slots.push(slot);
      if (slots.length === room) cut();
    }
  }
  cut();
  return slots;
}
