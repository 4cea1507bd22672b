import type { ReadPoint } from '@unseen/domain';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { Contributions } from '../fuse/contributions.ts';
import { rankedList, type Fused } from '../fuse/ranked-list.ts';
import type { ClassLens, NamedEvidence } from './class-lens.ts';

/** How much named classes count where words count 1 and the query is nothing but their names; see docs/adr/0008-classes-and-their-prototypes.md. */
export const NAMED_WEIGHT = 2;

/** Probabilities are kept this far from 0 and 1, where odds have no end. */
const LEAST_PROBABILITY = 1e-6;

/**
 * How much the named classes count against all other lists together. A query that is a class's name is about that class, and what
 * the class knows (synonyms, description, exemplars, the other classes) tells more than the words; in a sentence they are one thing
 * among several. So the weight falls with the square of their share of the query; a picture is half of a query.
 */
function namedWeight({ share }: NamedEvidence, query: EmbeddedQuery): number {
  return NAMED_WEIGHT * (query.vectors.image === undefined ? share : share / 2) ** 2;
}

/** An order with the named classes in it. */
export interface WeighedOrder<K extends string> {
  readonly order: readonly Fused<K>[];
  /** How much the named classes counted, where the query names any. */
  readonly namedWeight?: number;
}

/**
 * Fuses one more list into an order: candidates by the log odds that they belong to a class the query names. None is dropped.
 * @param points - with the vectors of every candidate
 * @returns scores and contributions as a fusion with that list would have them
 */
export function weighNamed<K extends string>(
  order: readonly Fused<K>[],
  lens: ClassLens | undefined,
  query: EmbeddedQuery,
  points: ReadonlyMap<string, ReadPoint>,
  contributions: Contributions,
): WeighedOrder<K> {
  const evidence = lens?.evidence;
  if (evidence === undefined) return { order };
  const weight = namedWeight(evidence, query);
  const list = rankedList(
    'named',
    weight,
    order.map(({ id }) => ({ id, score: logOdds(evidence.probabilities(points.get(id)!.vectors)) })),
  );
  const parts = contributions(list);
  const partOf = new Map(list.entries.map(({ id }, index) => [id, parts[index]!]));
  const weighed = order
    .map(({ id, score, standings }) => ({
      id,
      score: (score + weight * partOf.get(id)!) / (1 + weight),
      standings: new Map(
        [...standings].map(([key, each]) => [
          key,
          { ...each, contribution: each.contribution / (1 + weight) },
        ]),
      ),
    }))
    .sort((a, b) => b.score - a.score);
  return { order: weighed, namedWeight: weight };
}

function logOdds(probabilities: readonly number[]): number {
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  const probability = Math.min(Math.max(sum, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY);
  return Math.log(probability / (1 - probability));
}
