import type { Explanation } from '@unseen/client';
import { t } from '../text/text.ts';
import { rescoreText, wordShares } from './in-words.ts';

/** How surely something matches, from a match on. */
const SURE = [
  [0.8, 'certain'],
  [0.5, 'probable'],
  [0.12, 'possible'],
  [0.03, 'hardly'],
  [0, 'not'],
] as const;

/**
 * Why a hit is where it is, in at most three sentences: how surely it is what was asked for, what found it, and what looking closer did.
 *
 * @param match - 0 to 1; absent where nothing was asked for
 * @param skipped - why attention did not make the order, when it did not
 */
export function inSentences(explain: Explanation, match?: number, skipped?: string): string[] {
  const { why } = t;
  const sure = SURE.find(([least]) => (match ?? 0) >= least)![1];
  const [best] = explain.lists
    .filter(({ counted }) => counted !== null)
    .toSorted((a, b) => b.counted!.contribution - a.counted!.contribution);
  const [word] = wordShares(explain).toSorted((a, b) => b.share - a.share);
  const closer = rescoreText(explain, skipped).text;
  return [
    ...(match === undefined ? [] : [why.sure[sure](Math.round(100 * match))]),
    ...(best?.counted ? [why.best(why.compared[best.query][best.modality], best.counted.rank)] : []),
    word !== undefined && word.share > 0 && explain.rescore !== undefined
      ? `${closer} ${why.mostly(word.text)}`
      : closer,
  ];
}
