/** How many values lie from one value up to another. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Counts values from 0 to 1 in spans of equal width; 1 belongs to the last. */
export function binsOf(values: readonly number[], bins = 10): Bin[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const at = Math.min(Math.max(Math.floor(value * bins), 0), bins - 1);
    counts[at] = counts[at]! + 1;
  }
  return counts.map((count, at) => ({ from: at / bins, to: (at + 1) / bins, count }));
}
