import type { RankedQuery } from '../score/rank-queries.ts';

/** A query that two methods rank differently. */
export interface Case {
  readonly query: number;
  readonly method: RankedQuery;
  readonly baseline: RankedQuery;
}

/** The queries a method gains and loses most at. */
export interface Cases {
  readonly wins: readonly Case[];
  readonly losses: readonly Case[];
  /** How many queries got better, worse, and stayed. */
  readonly counts: { readonly better: number; readonly worse: number; readonly same: number };
}

/**
 * Picks the clearest wins and losses by what they change in reciprocal rank: from 3 to 1 matters, from 300 to 100 does not.
 * @param count - of each, at most
 */
export function pickCases(
  method: readonly RankedQuery[],
  baseline: readonly RankedQuery[],
  count: number,
): Cases {
  const cases = method.map((ranked, query): Case => ({ query, method: ranked, baseline: baseline[query]! }));
  const gain = (one: Case) => 1 / one.method.rank - 1 / one.baseline.rank;
  const better = cases.filter((one) => gain(one) > 0).sort((a, b) => gain(b) - gain(a) || a.query - b.query);
  const worse = cases.filter((one) => gain(one) < 0).sort((a, b) => gain(a) - gain(b) || a.query - b.query);
  return {
    wins: better.slice(0, count),
    losses: worse.slice(0, count),
    counts: {
      better: better.length,
      worse: worse.length,
      same: cases.length - better.length - worse.length,
    },
  };
}
