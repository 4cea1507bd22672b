import type { RawSearches } from './raw-searches.ts';
import { percentile } from './report.ts';

/** Searches a second of each raw search, a figure a round. */
export type RawRates = Record<keyof RawSearches, number[]>;

/**
 * What the platform does over Qdrant raw: medians over rounds, each ratio within its round.
 * @param served - the platform's searches a second, a figure a round
 */
export function overRaw(
  served: readonly number[],
  raw: RawRates,
): { ratio: { value: number; of: string }; figures: Record<string, number> } {
  const over = (base: readonly number[]) => median(served.map((rate, round) => rate / base[round]!));
  return {
    ratio: { value: over(raw.same), of: 'of the same queries, sent to Qdrant raw' },
    figures: {
      'of a plain collection of its own, search alone': over(raw.plain),
      'of a plain collection of its own, search and page': over(raw.page),
      'queries per second, the same queries raw': median(raw.same),
      'queries per second, plain collection, search alone': median(raw.plain),
      'queries per second, plain collection, search and page': median(raw.page),
    },
  };
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
