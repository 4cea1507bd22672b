/** Share of the entries of `wanted` that are in the same list of `found`. */
export function overlap(found: readonly string[][], wanted: readonly string[][]): number {
  const hits = wanted.map((list, i) => list.filter((id) => found[i]!.includes(id)).length);
  return hits.reduce((sum, n) => sum + n, 0) / wanted.flat().length;
}
