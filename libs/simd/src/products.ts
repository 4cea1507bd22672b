import { memory } from './memory.ts';

/** Bytes of a row of floats where the kernel reads it. */
export function rowBytes(dimensions: number): number {
  return Math.ceil(dimensions / 4) * 16;
}

/** Rows at once: they stay in the processor's cache between being read and being multiplied. */
export const ROWS = 64;

/** Inner products of many rows with one vector, {@link ROWS} at a time. */
export class Products {
  readonly #dimensions: number;
  readonly #rowBytes: number;
  readonly #vector: number;
  readonly #rows: number;
  readonly #out: number;

  /** @param dimensions - of rows and vector */
  constructor(dimensions: number) {
    this.#dimensions = dimensions;
    this.#rowBytes = rowBytes(dimensions);
    this.#vector = memory.allocate(this.#rowBytes);
    this.#rows = memory.allocate(ROWS * this.#rowBytes);
    this.#out = memory.allocate(ROWS * 4);
  }

  /** Sets the vector that rows are multiplied with. */
  use(vector: Float32Array): void {
    memory.floats.set(vector, this.#vector / 4);
  }

  /** Where row `index` is to be put: its values, and zeros up to {@link rowBytes}. */
  row(index: number): Uint8Array<ArrayBuffer> {
    const from = this.#rows + index * this.#rowBytes;
    return memory.bytes.subarray(from, from + this.#rowBytes);
  }

  /** Where all rows are to be put, one after the other. */
  rows(count: number): Uint8Array<ArrayBuffer> {
    return memory.bytes.subarray(this.#rows, this.#rows + count * this.#rowBytes);
  }

  /** The products of the first `count` rows; valid until the next call. */
  of(count: number): Float32Array {
    memory.kernel.products(this.#rows, count, this.#rowBytes, this.#vector, this.#out);
    return memory.floats.subarray(this.#out / 4, this.#out / 4 + count);
  }

  /** The first rows as floats; valid until memory is allocated. */
  floats(index: number): Float32Array {
    const from = (this.#rows + index * this.#rowBytes) / 4;
    return memory.floats.subarray(from, from + this.#dimensions);
  }
}

const shared = new Map<number, Products>();

/** The one for vectors of so many dimensions. All spaces share it: nobody waits between setting a vector and taking its products. */
export function productsFor(dimensions: number): Products {
  const known = shared.get(dimensions);
  if (known) return known;
  const products = new Products(dimensions);
  shared.set(dimensions, products);
  return products;
}
