import { productsFor, rowBytes, ROWS } from '@unseen/simd';
import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which others get their turn. */
const TURN_MS = 3;

/** Gives others their turn where work has gone on for a few milliseconds. */
export class Turns {
  #since = performance.now();

  async give(): Promise<void> {
    if (performance.now() - this.#since < TURN_MS) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

/**
 * The inner products of many rows with some vectors as one matrix product: each row is read once for all vectors, which should be few enough
 * for a block of rows to be done in a millisecond (32). Others get their turn between blocks.
 * @param rows - D floats each
 * @param vectors - D floats each
 * @param visit - takes each product, single precision, by the places of its row and its vector
 */
export async function eachProduct(
  rows: readonly Float32Array[],
  vectors: readonly Float32Array[],
  visit: (row: number, vector: number, product: number) => void,
  turns = new Turns(),
): Promise<void> {
  const [first] = vectors;
  if (first === undefined) return;
  const products = productsFor(first.length);
  const stride = rowBytes(first.length) / Float32Array.BYTES_PER_ELEMENT;
  for (let start = 0; start < rows.length; start += ROWS) {
    const count = Math.min(ROWS, rows.length - start);
    // Whoever gets a turn may use the same memory: rows are put there anew for every block.
    const bytes = products.rows(count);
    const block = new Float32Array(bytes.buffer, bytes.byteOffset, count * stride);
    for (let row = 0; row < count; row++) block.set(rows[start + row]!, row * stride);
    for (const [at, vector] of vectors.entries()) {
      products.use(vector);
      const found = products.of(count);
      for (let row = 0; row < count; row++) visit(start + row, at, found[row]!);
    }
    await turns.give();
  }
}
