import type { UnknownCluster } from '@unseen/client';
import { MOST_EXAMPLES } from '../edit/draft.ts';

/** The examples of a class made of several groups: of each its most central ones in turn, so that no group outweighs another. */
export function joinedExamples(clusters: readonly Pick<UnknownCluster, 'proposal'>[]): string[] {
  const lists = clusters.map(({ proposal }) => proposal.exemplars ?? []);
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const inTurn = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)));
  return [...new Set(inTurn.flat())].slice(0, MOST_EXAMPLES);
}
