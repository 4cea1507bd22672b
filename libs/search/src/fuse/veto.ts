import type { ReadPoint } from '@unseen/domain';
import type { MatchScale, TextMatch } from '@unseen/imfa';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { SearchTarget } from '../query/search-request.ts';
import { saidIn, type Said } from '../words/said.ts';

/** The least match by which each side of a candidate takes it away. */
interface Lines {
  readonly picture: number;
  readonly caption: number;
}

/**
 * Showing one hit too many costs less than hiding what was asked for, so these lines lie above that of hits: what is unwanted is there more
 * likely than not. Captions say in their own words what they are about; one that is only near in meaning is often beside the point.
 */
const LINES: Readonly<Record<'text' | 'likeness', Lines>> = {
  text: { picture: 0.5, caption: 0.7 },
  likeness: { picture: 0.5, caption: 0.5 },
};

/** What takes candidates away: those that show, or say, something unwanted. */
export interface Veto {
  readonly matches: readonly { readonly match: TextMatch; readonly lines: Lines }[];
  /** Whether a caption says something unwanted in so many words. */
  readonly said: readonly Said[];
  readonly target: SearchTarget;
}

/**
 * The veto of what a query does not want, each text on its own scale and whatever the query itself asks for: something that is not there
 * takes nothing away, and neither does a text that is not understood unless a caption holds it. Pictures and items are compared like with
 * like.
 * @returns nothing where nothing is unwanted
 * @throws AppError `encoder_failed`
 */
export async function vetoOf(
  { unwanted, unlike }: EmbeddedQuery,
  target: SearchTarget,
  scale: MatchScale,
): Promise<Veto | undefined> {
  const lined = unwanted.filter(({ encoding }) => encoding.lines !== undefined);
  const texts = await Promise.all(lined.map(({ encoding, text }) => scale.of(encoding, text)));
  const said = target === 'image' ? [] : unwanted.flatMap(({ text }) => saidIn(text) ?? []);
  const matches = [
    ...texts.map((match) => ({ match, lines: LINES.text })),
    ...unlike.map((sides) => ({ match: scale.like(sides), lines: LINES.likeness })),
  ];
  return matches.length + said.length === 0 ? undefined : { matches, said, target };
}

/** What of a candidate is read to tell. */
export function readForVeto(veto: Veto | undefined) {
  return { regions: (veto?.matches.length ?? 0) > 0, payload: (veto?.said.length ?? 0) > 0 };
}

/** Whether a candidate, read with what {@link readForVeto} names, shows or says something unwanted. */
export function isVetoedBy(
  { matches, said, target }: Veto,
  { vectors: { image, caption }, regions, payload }: ReadPoint,
): boolean {
  const shows = target !== 'caption' && image !== undefined;
  const says = target !== 'image' && caption !== undefined;
  return (
    said.some((each) => payload?.captions.some(each)) ||
    matches.some(
      ({ match, lines }) =>
        (shows && match.of({ image, regions }) >= lines.picture) ||
        (says && match.of({ caption }) >= lines.caption),
    )
  );
}
