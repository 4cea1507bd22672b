import type { Contributions } from './contributions.ts';
import type { Fused, RankedList, Standing } from './ranked-list.ts';

/** A candidate while its contributions are being collected. */
interface Tally<K extends string> {
  readonly id: string;
  readonly order: number;
  bestRank: number;
  weight: number;
  readonly standings: Map<K, Standing>;
}

/**
 * Merges ranked lists into one: a candidate's score is the weighted mean of what the lists that have it contribute.
 *
 * The textbook rule is the sum, with nothing for a list that lacks the candidate: right for truncated lists over the same
 * items, where being missed is evidence. Here lists are complete (see `firstOrder`), so being missing only says that an item
 * has no such vector, and by the sum a picture without a caption could never reach the top of a mixed collection. Where
 * every list has every candidate both rules give the same order.
 *
 * Equal scores are ordered by best single rank, then by first appearance, so the same lists always give the same order
 * and a single list keeps its own.
 * @param contributions - `reciprocalRank()` or `standardScore`
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
      let tally = tallies.get(entry.id);
      if (!tally) {
        tally = { id: entry.id, order: tallies.size, bestRank: rank, weight: 0, standings: new Map() };
        tallies.set(entry.id, tally);
      }
      tally.bestRank = Math.min(tally.bestRank, rank);
      tally.weight += list.weight;
      tally.standings.set(list.key, { rank, score: entry.score, contribution: list.weight * parts[index]! });
    }
  }
  return [...tallies.values()]
    .map((tally) => ({ tally, fused: finish(tally) }))
    .sort(
      (a, b) =>
        b.fused.score - a.fused.score || a.tally.bestRank - b.tally.bestRank || a.tally.order - b.tally.order,
    )
    .map(({ fused }) => fused);
}

/** Divides the contributions by the weights behind them and adds them up. */
function finish<K extends string>({ id, standings, weight }: Tally<K>): Fused<K> {
  let score = 0;
  const shares = new Map<K, Standing>();
  for (const [key, standing] of standings) {
    const contribution = standing.contribution / weight;
    score += contribution;
    shares.set(key, { ...standing, contribution });
  }
  return { id, score, standings: shares };
}

/**
 * The best candidates of several lists, without weighing lists against one another: all firsts, then all seconds, and so on.
 * @param limit - how many ids to return
 */
export function interleave(lists: readonly RankedList[], limit: number): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.entries.length));
  const ids = new Set<string>();
  for (let index = 0; index < longest && ids.size < limit; index++) {
    for (const list of lists) {
      const entry = list.entries[index];
      if (entry) ids.add(entry.id);
    }
  }
  return [...ids].slice(0, limit);
}
