import type { ReadPoint } from '@unseen/domain';
import { matchesOf } from '../cut/matches-of.ts';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import { coversAll, leastMatch, recallFor, type WindowParts } from '../find-window.ts';
import { interleave } from '../fuse/fuse.ts';
import { isVetoedBy, readForVeto, vetoOf } from '../fuse/veto.ts';
import { withoutVetoed } from '../fuse/without-unwanted.ts';
import { SEARCH_LIMITS } from '../query/search-request.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { ClassFacet } from '../search-response.ts';
import { classFacets } from './class-facets.ts';
import { CLASS_SIDES, type ClassLens } from './class-lens.ts';

/**
 * How many hits a search would have that is restricted to a class, for each class: over the items such a search looks at, whatever the page
 * and the window of this one are.
 * @throws AppError `vector_store_unavailable`, `encoder_failed`
 */
export async function countClasses(
  request: CheckedRequest,
  lens: ClassLens,
  query: EmbeddedQuery,
  parts: WindowParts,
): Promise<ClassFacet[]> {
  const { store, scale } = parts;
  const { space, target } = request;
  const depth = SEARCH_LIMITS.inClasses;
  const [recalled, veto] = await Promise.all([
    recallFor(request, query, parts, depth),
    vetoOf(query, target, scale),
  ]);
  const found = await store.read(space, interleave(recalled, depth), {
    vectors: CLASS_SIDES,
    ...readForVeto(veto),
  });
  const keys = recalled.map(({ key }) => key);
  const members = await withClass(found, lens);
  const wanted = withoutVetoed(
    query,
    keys,
    veto ? members.filter((point) => !isVetoedBy(veto, point)) : members,
  );
  const points = new Map(wanted.map((point) => [point.id, point]));
  const least = leastMatch(request, query, scale);
  const withRegions = new Set(readForVeto(veto).regions ? points.keys() : []);
  const judged =
    least === 0
      ? undefined
      : await matchesOf(
          request,
          query,
          recalled,
          { ids: [...points.keys()], known: points, withRegions },
          parts,
        );
  const hits = wanted.filter(({ id }) => judged === undefined || judged.matches.get(id)! >= least);
  return classFacets(
    await lens.membersOf(hits.map(({ vectors }) => vectors)),
    lens,
    coversAll(recalled, depth),
    SEARCH_LIMITS.candidates,
  );
}

/** The points that belong to any class. */
async function withClass(points: readonly ReadPoint[], lens: ClassLens): Promise<ReadPoint[]> {
  const members = await lens.membersOf(points.map(({ vectors }) => vectors));
  return points.filter((_, at) => members[at] !== undefined);
}
