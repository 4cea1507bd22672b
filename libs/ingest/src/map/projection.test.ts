import { seededNormals } from '@unseen/domain/random';
import { innerProduct } from '@unseen/imfa';
import { describe, expect, it } from 'vitest';
import { MOST, Projection } from './projection.ts';

const DIMENSIONS = 16;

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(innerProduct(vector, vector));
  return vector.map((value) => value / length);
}

/** Vectors about some directions, one direction after the other in turn. */
function about(groups: number, count: number, seed: number): Float32Array[] {
  const normal = seededNormals(seed);
  return Array.from({ length: count }, (_, n) =>
    unit(Float32Array.from({ length: DIMENSIONS }, (_, d) => (d === n % groups ? 1 : 0) + 0.08 * normal())),
  );
}

const at = (places: Uint16Array, n: number) => [places[2 * n]!, places[2 * n + 1]!] as const;
const apart = (a: readonly number[], b: readonly number[]) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);

describe('an arrangement in two dimensions', () => {
  const landmarks = about(3, 90, 1);
  const projection = new Projection(landmarks);
  const places = projection.place(landmarks);
  const middle = (group: number) => {
    const own = Array.from({ length: 30 }, (_, n) => at(places, 3 * n + group));
    return [0, 1].map((side) => own.reduce((sum, place) => sum + place[side]!, 0) / own.length);
  };
  const middles = [0, 1, 2].map(middle);

  it('brings together what is alike', () => {
    for (const n of landmarks.keys()) {
      const distances = middles.map((place) => apart(place, at(places, n)));
      expect(distances.indexOf(Math.min(...distances))).toBe(n % 3);
    }
  });

  it('places the others where those they are like lie', () => {
    const others = about(3, 60, 2);
    const placed = projection.place(others);
    for (const n of others.keys()) {
      const distances = middles.map((place) => apart(place, at(placed, n)));
      expect(distances.indexOf(Math.min(...distances))).toBe(n % 3);
    }
  });

  it('fills the map, and is the same each time', () => {
    const [xs, ys] = [0, 1].map((side) => Array.from(landmarks, (_, n) => at(places, n)[side]!));
    const spread = (values: number[]) => Math.max(...values) - Math.min(...values);
    expect(Math.max(spread(xs!), spread(ys!))).toBe(MOST);
    expect(new Projection(landmarks).place(landmarks)).toEqual(places);
  });
});

it('arranges few, one, none, and many that are the same', () => {
  for (const count of [0, 1, 2, 3, 4, 5, 16]) {
    const vectors = about(2, count, 3);
    const places = new Projection(vectors).place(vectors);
    expect(places).toHaveLength(2 * count);
    expect(new Set(Array.from({ length: count }, (_, n) => at(places, n).join())).size).toBe(count);
  }
  const same = Array.from({ length: 40 }, () => about(1, 1, 4)[0]!);
  expect(new Projection(same).place(same)).toHaveLength(80);
});
