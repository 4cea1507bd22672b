import { memory } from './memory.ts';

/** Values of a row the kernel takes at once. */
const LANES = 16;
/** Rows of a block at most: its grid has a byte for each side, and packs stay far below. */
const MOST_ROWS = 1_024;

/** Inner products of rows of int8 values with one vector of floats: the regions of a picture with a direction. */
export class RegionProducts {
  readonly #dim: number;
  readonly #rowBytes: number;
  readonly #vector: number;
  readonly #rows: number;
  readonly #out: number;

  /** @param dim - values of a row */
  constructor(dim: number) {
    this.#dim = dim;
    this.#rowBytes = Math.ceil(dim / LANES) * LANES;
    this.#vector = memory.allocate(4 * this.#rowBytes);
    this.#rows = memory.allocate(MOST_ROWS * this.#rowBytes);
    this.#out = memory.allocate(4 * MOST_ROWS);
  }

  /**
   * @param values - rows of `dim` values, one after the other
   * @param vector - `dim` floats
   * @returns a product for each row; valid until the next call
   */
  of(values: Int8Array, vector: Float32Array): Float32Array {
    const count = values.length / this.#dim;
    if (count > MOST_ROWS) throw new RangeError(`${count} rows are more than ${MOST_ROWS}.`);
    memory.floats.set(vector, this.#vector / 4);
    this.#put(new Uint8Array(values.buffer, values.byteOffset, values.length), count);
    memory.kernel.regions(this.#rows, count, this.#rowBytes, this.#vector, this.#out);
    return memory.floats.subarray(this.#out / 4, this.#out / 4 + count);
  }

  /** Where a row does not fill its place, what follows it there stays zero. */
  #put(values: Uint8Array, count: number): void {
    if (this.#dim === this.#rowBytes) return memory.bytes.set(values, this.#rows);
    for (let row = 0; row < count; row++) {
      const bytes = values.subarray(row * this.#dim, (row + 1) * this.#dim);
      memory.bytes.set(bytes, this.#rows + row * this.#rowBytes);
    }
  }
}

const shared = new Map<number, RegionProducts>();

/** The one for rows of so many values. All share it: nobody waits between handing rows over and taking their products. */
export function regionProductsFor(dim: number): RegionProducts {
  const known = shared.get(dim);
  if (known) return known;
  const products = new RegionProducts(dim);
  shared.set(dim, products);
  return products;
}
