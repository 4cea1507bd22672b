import { seededUniform } from '@unseen/domain/random';
import { UMAP } from 'umap-js';
import { nearestAmong, type Nearest } from './nearest.ts';

/** Neighbors that hold an item where it lies: fewer show finer groups, more the whole. */
const NEIGHBORS = 15;
/** Landmarks that a further item is placed by. */
const PLACED_BY = 5;
/** How near two items may come, as a share of the spread of all: enough to see both. */
const LEAST_DISTANCE = 0.15;
/** Largest value of a coordinate. */
export const MOST = 65_535;

/**
 * An arrangement of vectors in two dimensions: what is alike lies together. Some of them, the landmarks, are arranged by UMAP (McInnes,
 * Healy, Melville 2018, arXiv 1802.03426) on the cosine of their vectors; any other lies among the landmarks it is most like. The same
 * landmarks give the same arrangement.
 */
export class Projection {
  readonly #landmarks: readonly Float32Array[];
  /** x and y of one landmark after the other, from 0 to {@link MOST}. */
  readonly #places: Float64Array;

  /** @param landmarks - D floats each, L2-normalized */
  constructor(landmarks: readonly Float32Array[]) {
    this.#landmarks = landmarks;
    this.#places = fitted(arrange(landmarks));
  }

  /** @returns x and y of one vector after the other, whole numbers from 0 to {@link MOST} */
  place(vectors: readonly Float32Array[]): Uint16Array {
    const places = new Uint16Array(2 * vectors.length);
    const nearest = nearestAmong(vectors, this.#landmarks, PLACED_BY);
    for (let at = 0; at < vectors.length; at++) {
      const [x, y] = this.#between(nearest, at);
      places[2 * at] = Math.round(x);
      places[2 * at + 1] = Math.round(y);
    }
    return places;
  }

  /** Among its nearest landmarks: those that are hardly less like it than the first one count, those that are much less do not. */
  #between({ count, indexes, likenesses }: Nearest, at: number): [x: number, y: number] {
    const from = at * count;
    const first = distanceOf(likenesses[from]!);
    const scale = distanceOf(likenesses[from + count - 1]!) - first;
    let [x, y, weights] = [0, 0, 0];
    for (let n = from; n < from + count; n++) {
      const further = distanceOf(likenesses[n]!) - first;
      // A landmark itself, or what equals one, lies where the landmark does.
      const weight = n === from ? 1 : first < 1e-5 || scale === 0 ? 0 : Math.exp((-4 * further) / scale);
      x += weight * this.#places[2 * indexes[n]!]!;
      y += weight * this.#places[2 * indexes[n]! + 1]!;
      weights += weight;
    }
    return [x / weights, y / weights];
  }
}

/** The cosine distance; never below 0, where rounding would have it. */
function distanceOf(likeness: number): number {
  return Math.max(0, 1 - likeness);
}

/** Places of landmarks as the arrangement has them. */
function arrange(landmarks: readonly Float32Array[]): readonly (readonly number[])[] {
  // There is nothing to arrange among so few.
  if (landmarks.length < 4) return landmarks.map((_, at) => [at, 0]);
  const nNeighbors = Math.min(NEIGHBORS, landmarks.length - 1);
  const { count, indexes, likenesses } = nearestAmong(landmarks, landmarks, nNeighbors);
  const umap = new UMAP({ nNeighbors, minDist: LEAST_DISTANCE, random: seededUniform(landmarks.length) });
  const rows = landmarks.map((_, at) => [at * count, (at + 1) * count] as const);
  umap.setPrecomputedKNN(
    rows.map((row) => [...indexes.subarray(...row)]),
    rows.map((row) => [...likenesses.subarray(...row)].map(distanceOf)),
  );
  // Their neighbors are known: the library needs no more of the vectors than their number.
  return umap.fit(landmarks.map(() => []));
}

/** Places with their longer side from 0 to {@link MOST}, the shorter one in the middle. */
function fitted(places: readonly (readonly number[])[]): Float64Array {
  const sides = [0, 1].map((side) => {
    const values = places.map((place) => place[side]!).filter(Number.isFinite);
    return values.length === 0
      ? { least: 0, size: 0 }
      : { least: values.reduce(min), size: values.reduce(max) - values.reduce(min) };
  });
  const longest = Math.max(...sides.map(({ size }) => size)) || 1;
  return Float64Array.from(
    places.flatMap((place) =>
      sides.map(({ least, size }, side) => {
        const value = Number.isFinite(place[side]) ? place[side]! - least : size / 2;
        return ((value + (longest - size) / 2) / longest) * MOST;
      }),
    ),
  );
}

const min = (a: number, b: number) => Math.min(a, b);
const max = (a: number, b: number) => Math.max(a, b);
