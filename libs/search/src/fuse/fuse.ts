import type { Contributions } from './contributions.ts';
import type { Fused, RankedList, Standing } from './ranked-list.ts';

/** A candidate while its contributions are being added up. */
interface Tally<K extends string> {
  readonly id: string;
  score: number;
  bestRank: number;
  readonly order: number;
  readonly standings: Map<K, Standing>;
}

/**
 * Merges ranked lists into one: each candidate's score is the sum of what its lists contribute, a list without it adds nothing.
 * Equal scores are ordered by best single rank, then by first appearance, so the same lists always give the same order
 * and a single list keeps its own.
 * @param contributions - {@link reciprocalRank}, {@link minMax} or {@link zScore}
 * @returns every candidate of any list, best first
 */
export function fuse<K extends string>(
  lists: readonly RankedList<K>[],
  contributions: Contributions,
): Fused<K>[] {
  const tallies = new Map<string, Tally<K>>();
  for (const list of lists) {
    const parts = contributions(list);
    for (const [index, entry] of list.entries.entries()) {
      const rank = index + 1;
      const contribution = parts[index]!;
      let tally = tallies.get(entry.id);
      if (!tally) {
        tally = { id: entry.id, score: 0, bestRank: rank, order: tallies.size, standings: new Map() };
        tallies.set(entry.id, tally);
      }
      tally.score += contribution;
      tally.bestRank = Math.min(tally.bestRank, rank);
      tally.standings.set(list.key, { rank, score: entry.score, contribution });
    }
  }
  return [...tallies.values()]
    .sort((a, b) => b.score - a.score || a.bestRank - b.bestRank || a.order - b.order)
    .map(({ id, score, standings }) => ({ id, score, standings }));
}
