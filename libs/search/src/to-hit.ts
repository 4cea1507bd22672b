import { groupValue } from './arrange/group.ts';
import { shownFields } from './arrange/shown-fields.ts';
import type { ClassEvidence, HitClass } from './classes/class-lens.ts';
import { explainNamed } from './classes/explain-named.ts';
import { digits } from './explain/explanation.ts';
import type { PageHit } from './page/read-page.ts';
import type { Window } from './page/window.ts';
import type { CheckedRequest } from './query/check-request.ts';
import type { Hit } from './search-response.ts';

/** What was worked out of a hit. */
interface Known {
  /** What its class is decided from, where that was read apart. */
  readonly sides?: ClassEvidence;
  readonly class?: HitClass;
  readonly explain?: Hit['explain'];
}

/** A hit as the answer shows it. @param line - the match under which it is weak */
export function toHit(
  { entry, point }: PageHit,
  { lens, fields, groupBy }: Pick<CheckedRequest, 'lens' | 'fields' | 'groupBy'>,
  { namedWeight }: Pick<Window, 'namedWeight'>,
  line: number,
  { sides = point.vectors, class: found, explain }: Known,
): Hit {
  const { captions, metadata, hasImage } = point.payload!;
  const { groupTotal: total } = entry;
  const value = total && groupBy && groupValue({ itemId: point.itemId, payload: point.payload! }, groupBy);
  return {
    id: point.itemId,
    score: digits(entry.score),
    match: entry.match,
    ...(entry.by && { matchedBy: entry.by }),
    ...(entry.match < line && { weak: true }),
    ...(captions.length > 0 && { caption: captions[0]!, captions: [...captions] }),
    metadata: shownFields(metadata, fields),
    hasImage,
    ...(found && { class: { ...found, probability: digits(found.probability) } }),
    ...(total && value !== undefined && { group: { value, total } }),
    ...(entry.alike !== undefined && { alike: entry.alike }),
    ...(explain && { explain: { ...explain, named: explainNamed(lens, sides, namedWeight) } }),
  };
}
