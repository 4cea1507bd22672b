import { seededNormals } from '@unseen/domain/random';

/**
 * A rows x columns matrix whose columns are orthonormal (Gram-Schmidt on seeded normal numbers), row-major;
 * inner products survive the projection x -> x M up to a random error of about 1/sqrt(columns).
 * @param columns - at most `rows`
 */
export function orthonormalMatrix(rows: number, columns: number, seed: number): Float32Array {
  const normal = seededNormals(seed);
  const basis: Float64Array[] = [];
  while (basis.length < columns) {
    const vector = Float64Array.from({ length: rows }, normal);
    // Twice is enough: one pass leaves rounding errors that grow with the number of columns.
    for (let pass = 0; pass < 2; pass++) for (const earlier of basis) subtractProjection(vector, earlier);
    const length = Math.sqrt(dot(vector, vector));
    basis.push(vector.map((value) => value / length));
  }
  return Float32Array.from(
    { length: rows * columns },
    (_, at) => basis[at % columns]![Math.floor(at / columns)]!,
  );
}

function subtractProjection(vector: Float64Array, onto: Float64Array): void {
  const amount = dot(vector, onto);
  for (let i = 0; i < vector.length; i++) vector[i]! -= amount * onto[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
