import type { MatchEvidence } from '../cut/match-evidence.ts';
import type { HitExplanation, ListExplanation } from './explanation.ts';

/** What the sides of an item are called where they are compared with a query. */
const SIDES: Readonly<Record<ListExplanation['modality'], string>> = {
  image: 'picture',
  caption: 'caption',
  joint: 'picture and caption together',
  keywords: 'words',
  written: 'writing',
};

/** How surely something matches, from a match on. */
const SURE = [
  [0.8, 'almost certainly'],
  [0.5, 'probably'],
  [0.12, 'quite possibly'],
  [0.03, 'hardly'],
  [0, 'most likely not'],
] as const;

/** Why a hit is where it is, in three sentences: how surely it is what was asked for, what found it, and what looking closer did. */
export function summaryOf(
  match: number,
  explanation: Omit<HitExplanation, 'summary'>,
  by: readonly MatchEvidence[] = [],
): readonly string[] {
  return [matchOf(match, by), foundBy(explanation), lookedCloser(explanation)];
}

function matchOf(match: number, by: readonly MatchEvidence[]): string {
  const [, words] = SURE.find(([least]) => match >= least)!;
  return `It is ${words} what was asked for: a match of ${Math.round(100 * match)} in 100${writtenOf(by)}.`;
}

/** What is written on a thing need not be shown by it. */
function writtenOf(by: readonly MatchEvidence[]): string {
  if (!by.includes('written')) return '';
  return by.includes('shown') ? ', shown and written on it' : ', written on it';
}

function foundBy({ lists }: Pick<HitExplanation, 'lists'>): string {
  const [best] = lists
    .filter((list) => list.counted !== null)
    .toSorted((a, b) => b.counted!.contribution - a.counted!.contribution);
  if (best === undefined) return 'A class that it belongs to brought it up.';
  const { rank } = best.counted!;
  const asked =
    best.query === 'image' ? 'the picture' : best.query === 'joint' ? 'text and picture' : 'the text';
  if (best.modality === 'keywords') return 'It holds words of the text, and that counted most.';
  return best.modality === 'written'
    ? 'Words of the text are written in its picture, and that counted most.'
    : `Its ${SIDES[best.modality]} counted most: ${rank === 1 ? 'the nearest' : `number ${rank}`} to ${asked} among those looked at.`;
}

function lookedCloser({
  rank,
  fused,
  rescore,
  attention,
}: Pick<HitExplanation, 'rank' | 'fused' | 'rescore' | 'attention'>): string {
  if (rescore === undefined) return 'It was not looked at more closely.';
  const before = fused.rank;
  const moved =
    before === 0 || before === rank
      ? `left it in place ${rank}`
      : `moved it ${before > rank ? 'up' : 'down'} from place ${before} to place ${rank}`;
  const [word] = (attention?.words ?? []).toSorted((a, b) => b.weight - a.weight);
  return `Looking closer ${moved}${word && word.weight > 0 ? `; "${word.text}" counted most` : ''}.`;
}
