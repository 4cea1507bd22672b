import { standardDeviation } from './contributions.ts';

/** How much of the similarity with an unwanted text is taken off a candidate's score. */
export const UNWANTED_WEIGHT = 0.5;

/**
 * Lowers the scores of candidates that are near something unwanted.
 *
 * `alike`: both scores compare a text with the same vectors, so they are on one scale: `score - weight * max(0, unwanted)`,
 * Rocchio's negative feedback without its centroid (Rocchio, "Relevance feedback in information retrieval", 1971).
 * Otherwise (a picture is wanted, a text is not) scales differ: the unwanted score is standardized over the candidates and
 * counts, in units of the wanted scores' spread, only as far as it lies above the average candidate's.
 *
 * @param wanted - scores in the list
 * @param unwanted - per candidate, the highest score of any unwanted text
 * @returns the lowered scores, in the same order
 */
export function lowerUnwanted(
  wanted: readonly number[],
  unwanted: readonly number[],
  alike: boolean,
  weight: number = UNWANTED_WEIGHT,
): number[] {
  if (alike) return wanted.map((score, index) => score - weight * Math.max(0, unwanted[index]!));
  const mean = unwanted.reduce((sum, score) => sum + score, 0) / unwanted.length;
  const deviation = standardDeviation(unwanted);
  if (!(deviation > 0)) return [...wanted];
  const unit = (weight * standardDeviation(wanted)) / deviation;
  return wanted.map((score, index) => score - unit * Math.max(0, unwanted[index]! - mean));
}

/**
 * Whether a candidate is at least as near to something unwanted as to the query's own text: averaged over the vectors it has,
 * so one stray caption alone does not veto a picture.
 * @param wanted - similarity of the query's text with each vector of the candidate
 * @param unwanted - similarity of one unwanted text with the same vectors
 */
export function isVetoed(wanted: readonly number[], unwanted: readonly number[]): boolean {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return wanted.length > 0 && sum(unwanted) >= sum(wanted);
}
