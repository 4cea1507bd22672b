import { memory, rowBytes } from '@unseen/simd';
import { directionsOf, type Projection } from './projection.ts';

/** Codes of one page: a page comes into being with the first code in it. */
const PAGE = 256;
const LEVELS = 15;
const MIDDLE = LEVELS / 2;
/** Values of a code in one block of the kernel. */
const BLOCK = 32;
const MOST_WEIGHT = 127;
/** In place of a step: there is no code. */
const NONE = -1;

/** A query made ready for estimates. */
export interface CodedQuery {
  /** Its product with the mean. */
  readonly base: number;
  /** What a unit of the kernel's sum stands for. */
  readonly unit: number;
  /** What the kernel's sum is for a code of middles. */
  readonly middle: number;
  /** Squared length within the directions. */
  readonly within: number;
  /** Squared length outside, over the dimensions there. */
  readonly outside: number;
}

/**
 * Short codes of vectors, by slot, in memory: each is projected to the directions in which the collection varies most, and each of
 * these K values is kept in 4 bits, in steps of the vector's own (the locally adaptive scalar quantization of Aguerrebere et al.,
 * VLDB 2023, after a projection). 64 bytes for K = 128, and 8 more for step and rest. An inner product is estimated from the code
 * together with its standard error.
 */
export class CodeColumn {
  readonly projection: Projection;
  readonly #dimensions: number;
  readonly #k: number;
  readonly #codeBytes: number;
  readonly #rowBytes: number;
  readonly #directions: number;
  readonly #scratch: number;
  readonly #pages: (number | undefined)[] = [];
  /** Step of the vector at a slot. */
  #steps = new Float32Array(0);
  /** Length of its part outside the directions. */
  #rests = new Float32Array(0);
  #widestStep = 0;
  #widestRest = 0;

  constructor(projection: Projection) {
    this.projection = projection;
    this.#dimensions = projection.mean.length;
    this.#k = directionsOf(this.#dimensions);
    this.#codeBytes = Math.ceil(this.#k / BLOCK) * (BLOCK / 2);
    this.#rowBytes = rowBytes(this.#dimensions);
    this.#directions = memory.allocate(this.#k * this.#rowBytes);
    for (let row = 0; row < this.#k; row++) {
      const from = row * this.#dimensions;
      memory.floats.set(
        projection.directions.subarray(from, from + this.#dimensions),
        (this.#directions + row * this.#rowBytes) / 4,
      );
    }
    // A centered vector or a query, its K values, the weights of a query, the sums of a page.
    this.#scratch = memory.allocate(this.#rowBytes + 4 * this.#k + 4 * this.#codeBytes + 4 * PAGE + 64);
  }

  /** Codes the vector of a slot. */
  set(slot: number, vector: Float32Array): void {
    const { values, squared } = this.#project(vector, this.projection.mean);
    let most = 0;
    let within = 0;
    for (const value of values) {
      most = Math.max(most, Math.abs(value));
      within += value * value;
    }
    this.#reserve(slot);
    const step = most / MIDDLE;
    const rest = Math.sqrt(Math.max(0, squared - within));
    this.#steps[slot] = step;
    this.#rests[slot] = rest;
    this.#widestStep = Math.max(this.#widestStep, Math.fround(step));
    this.#widestRest = Math.max(this.#widestRest, Math.fround(rest));
    const code = this.#page(slot) + (slot % PAGE) * this.#codeBytes;
    const { bytes } = memory;
    bytes.fill(0, code, code + this.#codeBytes);
    // Setting up the page may have moved the memory: the values are read anew.
    const projected = this.#values();
    for (let i = 0; i < this.#k; i++) {
      const level = step === 0 ? 0 : Math.min(LEVELS, Math.max(0, Math.round(projected[i]! / step + MIDDLE)));
      const inBlock = i % BLOCK;
      const at = code + (i - inBlock) / 2 + (inBlock % (BLOCK / 2));
      bytes[at]! |= inBlock < BLOCK / 2 ? level : level << 4;
    }
  }

  /** Forgets the code of a slot. */
  clear(slot: number): void {
    if (slot < this.#steps.length) this.#steps[slot] = NONE;
  }

  /** Makes a query ready for {@link estimate}. */
  prepare(vector: Float32Array): CodedQuery {
    const { mean } = this.projection;
    let base = 0;
    for (let d = 0; d < vector.length; d++) base += vector[d]! * mean[d]!;
    const { values, squared } = this.#project(vector);
    let most = 0;
    let within = 0;
    for (const value of values) {
      most = Math.max(most, Math.abs(value));
      within += value * value;
    }
    const unit = most / MOST_WEIGHT || 1;
    const weights = new Int16Array(memory.bytes.buffer, this.#weights, 2 * this.#codeBytes).fill(0);
    let sum = 0;
    for (let i = 0; i < this.#k; i++) sum += weights[i] = Math.round(values[i]! / unit);
    const outside = Math.max(0, squared - within) / Math.max(1, this.#dimensions - this.#k);
    return { base, unit, middle: MIDDLE * sum, within, outside };
  }

  /**
   * Estimates the inner products of the prepared query with every vector.
   * @param out - gets one value per slot; -Infinity where there is no code
   */
  estimate({ base, unit, middle }: CodedQuery, out: Float32Array): void {
    const steps = this.#steps;
    out.fill(-Infinity);
    for (let page = 0; page < this.#pages.length; page++) {
      const address = this.#pages[page];
      if (address === undefined) continue;
      memory.kernel.scan(address, PAGE, this.#codeBytes, this.#weights, this.#sums);
      const sums = memory.integers.subarray(this.#sums / 4, this.#sums / 4 + PAGE);
      const first = page * PAGE;
      const count = Math.min(PAGE, out.length - first, steps.length - first);
      for (let i = 0; i < count; i++) {
        const step = steps[first + i]!;
        if (step >= 0) out[first + i] = base + step * unit * (sums[i]! - middle);
      }
    }
  }

  /** Standard error of an estimate. */
  error({ within, outside }: CodedQuery, slot: number): number {
    const step = this.#steps[slot]!;
    const rest = this.#rests[slot]!;
    return Math.sqrt((within * step * step) / 12 + outside * rest * rest);
  }

  /** The largest of all these errors, or more. */
  widestError({ within, outside }: CodedQuery): number {
    return Math.sqrt((within * this.#widestStep ** 2) / 12 + outside * this.#widestRest ** 2);
  }

  /** Gives the memory back. */
  release(): void {
    for (const page of this.#pages) if (page !== undefined) memory.release(page, PAGE * this.#codeBytes);
    memory.release(this.#directions, this.#k * this.#rowBytes);
    memory.release(this.#scratch, this.#rowBytes + 4 * this.#k + 4 * this.#codeBytes + 4 * PAGE + 64);
  }

  /** Everything but the projection, to be kept on disk: for each page with codes its number, steps, rests and codes. */
  *dump(): Generator<{ page: number; steps: Float32Array; rests: Float32Array; codes: Uint8Array }> {
    for (const [page, address] of this.#pages.entries()) {
      if (address === undefined) continue;
      const [from, to] = [page * PAGE, (page + 1) * PAGE];
      yield {
        page,
        steps: this.#steps.slice(from, to),
        rests: this.#rests.slice(from, to),
        codes: memory.bytes.slice(address, address + PAGE * this.#codeBytes),
      };
    }
  }

  /** Takes over a page that {@link dump} gave. */
  restore(page: number, steps: Float32Array, rests: Float32Array, codes: Uint8Array): void {
    this.#reserve((page + 1) * PAGE - 1);
    this.#steps.set(steps, page * PAGE);
    this.#rests.set(rests, page * PAGE);
    for (const step of steps) this.#widestStep = Math.max(this.#widestStep, step);
    for (const rest of rests) this.#widestRest = Math.max(this.#widestRest, rest);
    const address = this.#page(page * PAGE);
    memory.bytes.set(codes, address);
  }

  /** Bytes of the codes of a page, of its steps and of its rests. */
  get pageBytes(): { readonly steps: number; readonly rests: number; readonly codes: number } {
    return { steps: 4 * PAGE, rests: 4 * PAGE, codes: PAGE * this.#codeBytes };
  }

  get #valuesAt(): number {
    return this.#scratch + this.#rowBytes;
  }

  get #weights(): number {
    return this.#valuesAt + Math.ceil((4 * this.#k) / 16) * 16;
  }

  get #sums(): number {
    return this.#weights + 4 * this.#codeBytes;
  }

  #values(): Float32Array {
    return memory.floats.subarray(this.#valuesAt / 4, this.#valuesAt / 4 + this.#k);
  }

  /** The K values of a vector, less the mean where one is given, and its squared length. */
  #project(vector: Float32Array, mean?: Float32Array): { values: Float32Array; squared: number } {
    const { floats } = memory;
    const at = this.#scratch / 4;
    let squared = 0;
    for (let d = 0; d < this.#dimensions; d++) {
      const value = vector[d]! - (mean ? mean[d]! : 0);
      floats[at + d] = value;
      squared += value * value;
    }
    memory.kernel.products(this.#directions, this.#k, this.#rowBytes, this.#scratch, this.#valuesAt);
    return { values: this.#values(), squared };
  }

  /** Address of the page a slot is in. */
  #page(slot: number): number {
    const page = Math.floor(slot / PAGE);
    return (this.#pages[page] ??= memory.allocate(PAGE * this.#codeBytes));
  }

  #reserve(slot: number): void {
    if (slot < this.#steps.length) return;
    const length = Math.ceil(Math.max(slot + 1, this.#steps.length * 1.25) / PAGE) * PAGE;
    const steps = new Float32Array(length).fill(NONE);
    steps.set(this.#steps);
    const rests = new Float32Array(length);
    rests.set(this.#rests);
    this.#steps = steps;
    this.#rests = rests;
  }
}
