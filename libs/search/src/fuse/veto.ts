import type { ReadPoint } from '@unseen/domain';
import type { MatchScale, TextMatch } from '@unseen/imfa';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { SearchTarget } from '../query/search-request.ts';

/**
 * Least match of something unwanted that takes a candidate away: it is there more likely than not. Showing one hit too many costs
 * less than hiding what was asked for, so this line lies above that of hits.
 */
const MORE_LIKELY_THAN_NOT = 0.5;

/** What takes candidates away: those that show, or say, something unwanted. */
export interface Veto {
  readonly matches: readonly TextMatch[];
  /** The match from which on something unwanted is there. */
  readonly line: number;
  readonly target: SearchTarget;
}

/**
 * The veto of what a query does not want, each text on its own scale and whatever the query itself asks for: something that is not there
 * takes nothing away, and neither does a text that is not understood. Pictures and items are compared like with like.
 * @returns nothing where there is nothing unwanted, or only texts of a pack whose texts bring no lines
 * @throws AppError `encoder_failed`
 */
export async function vetoOf(
  { unwanted, unlike }: EmbeddedQuery,
  target: SearchTarget,
  scale: MatchScale,
): Promise<Veto | undefined> {
  const lined = unwanted.filter(({ encoding }) => encoding.lines !== undefined);
  const texts = await Promise.all(lined.map(({ encoding, text }) => scale.of(encoding, text)));
  const matches = [...texts, ...unlike.map((sides) => scale.like(sides))];
  if (matches.length === 0) return undefined;
  return { matches, line: Math.max(scale.line, MORE_LIKELY_THAN_NOT), target };
}

/** Whether a candidate, read with its regions, shows or says something unwanted. */
export function isVetoedBy({ matches, line, target }: Veto, { vectors, regions }: ReadPoint): boolean {
  const evidence = {
    ...(target !== 'caption' && { image: vectors.image, regions }),
    ...(target !== 'image' && { caption: vectors.caption }),
  };
  return matches.some((match) => match.of(evidence) >= line);
}
