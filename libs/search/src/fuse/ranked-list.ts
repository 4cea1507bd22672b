/** One entry of a list: higher scores are better. */
export interface ListEntry {
  readonly id: string;
  readonly score: number;
}

/** Candidates in the order one kind of evidence puts them, best first; no id twice. */
export interface RankedList<K extends string = string> {
  readonly key: K;
  /** How much the list counts against the others, above 0. */
  readonly weight: number;
  readonly entries: readonly ListEntry[];
}

/** What one list says of one candidate. */
export interface Standing {
  /** Position in the list, from 1. */
  readonly rank: number;
  /** The list's own score. */
  readonly score: number;
  /** The list's share of the fused score; the shares of a candidate add up to it. */
  readonly contribution: number;
}

/** A candidate after fusion. */
export interface Fused<K extends string = string> {
  readonly id: string;
  /** Sum of the contributions; higher is better. */
  readonly score: number;
  readonly standings: ReadonlyMap<K, Standing>;
}

/**
 * A list from unordered entries: best first, equal scores in the order given.
 * @param entries - candidates with their scores
 */
export function rankedList<K extends string>(
  key: K,
  weight: number,
  entries: readonly ListEntry[],
): RankedList<K> {
  return { key, weight, entries: entries.toSorted((a, b) => b.score - a.score) };
}
