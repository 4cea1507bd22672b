import { productsFor, ROWS } from '@unseen/simd';

/** The nearest of some vectors to each of others, nearest first: `count` of them, one after the other. */
export interface Nearest {
  readonly count: number;
  readonly indexes: Int32Array;
  /** Inner products: of normalized vectors, their cosines. */
  readonly likenesses: Float32Array;
}

/**
 * Finds the nearest of some vectors to each of others by comparing all with all.
 *
 * @param rows - whose neighbors are sought; D floats each, L2-normalized
 * @param among - the neighbors to choose from; likewise
 * @param most - neighbors of each; fewer where there are fewer to choose from
 */
export function nearestAmong(
  rows: readonly Float32Array[],
  among: readonly Float32Array[],
  most: number,
): Nearest {
  const count = Math.min(most, among.length);
  const indexes = new Int32Array(rows.length * count);
  const likenesses = new Float32Array(rows.length * count).fill(-Infinity);
  const products = productsFor(among[0]?.length ?? 1);
  for (let start = 0; start < rows.length; start += ROWS) {
    const batch = rows.slice(start, start + ROWS);
    for (const [at, { buffer, byteOffset, byteLength }] of batch.entries())
      products.row(at).set(new Uint8Array(buffer, byteOffset, byteLength));
    for (const [index, vector] of among.entries()) {
      products.use(vector);
      const found = products.of(batch.length);
      for (let at = 0; at < batch.length; at++)
        insert(indexes, likenesses, (start + at) * count, count, index, found[at]!);
    }
  }
  return { count, indexes, likenesses };
}

/** Puts a neighbor in its place of a list that is in order; the last one drops out. */
function insert(
  indexes: Int32Array,
  likenesses: Float32Array,
  from: number,
  count: number,
  index: number,
  likeness: number,
): void {
  let place = from + count - 1;
  if (likeness <= likenesses[place]!) return;
  for (; place > from && likeness > likenesses[place - 1]!; place--) {
    likenesses[place] = likenesses[place - 1]!;
    indexes[place] = indexes[place - 1]!;
  }
  likenesses[place] = likeness;
  indexes[place] = index;
}
