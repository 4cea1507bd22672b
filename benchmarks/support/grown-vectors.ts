import type { VectorSpaceKey, VectorStore } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';
import { seededUniform } from '@unseen/domain/random';

/** Pictures that a blend takes in, next to the one it begins with: the nearest ones. */
const NEIGHBORS = 10;
const PAGE = 500;

/** The picture vectors of a space, D floats each. */
export async function pictureVectors(store: VectorStore, space: VectorSpaceKey): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.page(space, PAGE, after);
    if (page.length === 0) return vectors;
    after = page.at(-1)!.id;
    const ids = page.map(({ id }) => id);
    for (const point of await store.read(space, ids, { vectors: ['image'] })) {
      if (point.vectors.image) vectors.push(point.vectors.image);
    }
  }
}

/**
 * More vectors that lie as those of pictures do: each is a blend, by random weights, of a picture and two of its ten nearest, in the
 * manner of SMOTE (Chawla et al., JAIR 2002), L2-normalized. So they fill the gaps between alike pictures and open no new ones: they are
 * harder to tell apart than as many pictures would be, and less varied.
 * @param vectors - of pictures, D floats each, L2-normalized
 * @param count - how many to make
 */
export function* blends(vectors: readonly Float32Array[], count: number): Generator<Float32Array> {
  const uniform = seededUniform(1);
  const near = vectors.map((_, at) => nearest(vectors, at));
  for (let made = 0; made < count; made++) {
    const at = made % vectors.length;
    const pick = () => near[at]![Math.floor(uniform() * NEIGHBORS)]!;
    yield blend([vectors[at]!, pick(), pick()], [uniform(), uniform(), uniform()]);
  }
}

function nearest(vectors: readonly Float32Array[], at: number): Float32Array[] {
  return vectors
    .map((vector, n) => ({ vector, score: n === at ? -Infinity : innerProduct(vectors[at]!, vector) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, NEIGHBORS)
    .map(({ vector }) => vector);
}

function blend(vectors: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const sum = vectors[0]!.map((_, d) =>
    vectors.reduce((total, each, n) => total + weights[n]! * each[d]!, 0),
  );
  const length = Math.sqrt(innerProduct(sum, sum));
  return sum.map((value) => value / length);
}
