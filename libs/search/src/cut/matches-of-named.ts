import type { ClassEvidence, NamedEvidence } from '../classes/class-lens.ts';

/**
 * Raises matches to the line where a class applies that the query is the name of: the catalogue knows better than the name alone what is
 * meant by it. A sentence that names a class among other things asks for more than the class, and is left as it is.
 *
 * @param judged - matches by vectors, by point id
 * @param line - the match from which on a hit is one
 */
export function matchesOfNamed(
  judged: ReadonlyMap<string, number>,
  evidence: NamedEvidence | undefined,
  vectorsOf: (id: string) => ClassEvidence | undefined,
  line: number,
): ReadonlyMap<string, number> {
  if (evidence === undefined || evidence.share < 1) return judged;
  return new Map(
    Array.from(judged, ([id, match]) => {
      const vectors = vectorsOf(id);
      return [id, match < line && vectors !== undefined && evidence.applies(vectors) ? line : match];
    }),
  );
}
