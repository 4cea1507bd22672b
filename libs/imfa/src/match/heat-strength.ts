import type { AttentionGrid } from '../scoring/attention-grid.ts';
import type { MatchEvidence, TextMatch } from './match.ts';

/** Multiples of the line, the match from which on an item counts as what was asked for: where heat begins, and where it is greatest. */
const SCALE = { cold: 0.5, hot: 3 } as const;

/**
 * How hot the hottest spot of a heat map is: the same match is as hot on every picture, so a picture without the thing stays dark. Even
 * steps of the log odds, since pictures without a thing lie far below the line and those with it far above.
 * @param match - of the picture and the text, 0 to 1
 * @param line - the match from which on an item counts as what was asked for
 * @returns 0 to 1
 */
export function heatStrength(match: number, line: number): number {
  const [cold, hot] = [SCALE.cold * line, Math.min(SCALE.hot * line, 0.9)];
  const inside = Math.min(Math.max(match, cold), hot);
  return (logit(inside) - logit(cold)) / (logit(hot) - logit(cold));
}

/** The matches that the heat of a text and of its words is worked out by. */
export interface TextHeat {
  readonly text: TextMatch;
  /** In the order of the words; undefined for words that show nothing by themselves. */
  readonly words: readonly (TextMatch | undefined)[];
  /** The match from which on an item counts as what was asked for. */
  readonly line: number;
}

/**
 * An attention grid with the heat of the text, and of each of its words.
 * @param picture - its vector and regions; a caption would make pictures hot for what they do not show
 */
export function withStrength(
  grid: AttentionGrid,
  { text, words, line }: TextHeat,
  picture: Omit<MatchEvidence, 'caption'>,
): AttentionGrid {
  const { image, regions } = picture;
  const of = (match: TextMatch | undefined) => (match ? heatStrength(match.of({ image, regions }), line) : 0);
  return {
    ...grid,
    strength: of(text),
    words: grid.words.map((word, index) => ({ ...word, strength: of(words[index]) })),
  };
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
