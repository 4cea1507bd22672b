import { AppError, type FieldError } from '@unseen/domain';
import { comparePlaces, sortPlace } from '../arrange/compare.ts';
import type { FacetCount, FieldFacet } from '../arrange/count-facets.ts';
import type { PageHit } from '../page/read-page.ts';
import { ARRANGEMENT_LIMITS, type FacetRequest, type SortKey } from '../query/arrangement.ts';
import type { SearchRequest } from '../query/search-request.ts';
import type { Hit, SearchResponse } from '../search-response.ts';

/** A page of one collection that is not yet cut: others may have better hits. */
export interface OpenPage {
  readonly hits: readonly PageHit[];
  /** The answer with the first `count` hits; the next page begins after them. */
  take(count: number): SearchResponse;
}

/** Between the cursors of the collections in one for all; an empty one is of a collection that has ended. */
const BETWEEN = '~';

/**
 * What each collection is asked for the next page.
 * @param requests - the same search in each collection
 * @returns nothing for a collection that has ended
 * @throws AppError `invalid_request` for what has no meaning across collections, `invalid_cursor`
 */
export function askEach(requests: readonly SearchRequest[]): (SearchRequest | undefined)[] {
  const [first] = requests;
  if (!first) return [];
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => void errors.push({ field, message });
  const { text, image, queries = [], itemId, groupBy, cursor } = first;
  if (itemId !== undefined || queries.some((query) => query.itemId !== undefined)) {
    wrong('collections', 'must not come together with an item: it is in one of them alone');
  } else if (!text?.trim() && !image && queries.length === 0) {
    wrong('collections', 'needs a text, a picture or queries to search with');
  }
  if (groupBy) wrong('collections', 'must not come together with groupBy');
  if (errors.length > 0) {
    throw new AppError('invalid_request', `${errors[0]!.field} ${errors[0]!.message}.`, { errors });
  }
  // Sums of counts are right only where none was cut off.
  const facets =
    typeof first.facets === 'object'
      ? first.facets.map((facet) => ({ ...facet, limit: ARRANGEMENT_LIMITS.facetValues }))
      : first.facets;
  if (cursor === undefined) return requests.map((request) => ({ ...request, facets }));
  const cursors = cursor.split(BETWEEN);
  if (cursors.length !== requests.length) {
    throw new AppError('invalid_cursor', 'The cursor is not one of this search.');
  }
  return requests.map((request, index) =>
    cursors[index] === '' ? undefined : { ...request, facets, cursor: cursors[index]! },
  );
}

/**
 * One answer of the pages of several collections. Scores compare within a collection only and `match` compares everywhere, so the next hit
 * is whichever collection's next has the higher match, or comes first by what is sorted by; each collection keeps its own order.
 * @param pages - in the order of `names`; nothing where a collection has ended
 */
export function mergePages(
  pages: readonly (OpenPage | undefined)[],
  names: readonly string[],
  {
    limit,
    sort = [],
    facets,
  }: { limit: number; sort?: readonly SortKey[]; facets?: SearchRequest['facets'] },
): SearchResponse {
  const taken = pages.map(() => 0);
  const order: number[] = [];
  while (order.length < limit) {
    const next = nextPage(pages, taken, sort);
    if (next === undefined) break;
    taken[next]! += 1;
    order.push(next);
  }
  const answers = pages.map((page, index) => page?.take(taken[index]!));
  const there = answers.filter((answer) => answer !== undefined);
  const hits = answers.map((answer) => [...(answer?.hits ?? [])]);
  const cursors = answers.map((answer) => answer?.nextCursor ?? '');
  const [first] = there;
  return {
    ...first!,
    hits: order.map((index): Hit => ({ ...hits[index]!.shift()!, collection: names[index]! })),
    nextCursor: cursors.some((each) => each !== '') ? cursors.join(BETWEEN) : undefined,
    rescored: there.some(({ rescored }) => rescored),
    ...(there.some(({ rescoredCandidates }) => rescoredCandidates !== undefined) && {
      rescoredCandidates: sum(there.map(({ rescoredCandidates = 0 }) => rescoredCandidates)),
    }),
    cut: sum(there.map(({ cut }) => cut)),
    vetoed: sum(there.map(({ vetoed }) => vetoed)),
    ...(first!.warnings && { warnings: commonWarnings(there) }),
    ...(first!.total && {
      total: {
        value: sum(there.map(({ total }) => total?.value ?? 0)),
        exact: there.every(({ total }) => total?.exact),
      },
    }),
    ...(first!.facets && { facets: addFacets(there, Array.isArray(facets) ? facets : []) }),
    ...(first!.classes && { classes: addClasses(there) }),
  };
}

function nextPage(
  pages: readonly (OpenPage | undefined)[],
  taken: readonly number[],
  sort: readonly SortKey[],
): number | undefined {
  const compare = comparePlaces(sort);
  const placeOf = ({ entry, point }: PageHit) =>
    sortPlace({ itemId: point.itemId, payload: point.payload! }, entry.match, sort);
  let best: { readonly index: number; readonly hit: PageHit } | undefined;
  for (const [index, page] of pages.entries()) {
    const hit = page?.hits[taken[index]!];
    if (!hit) continue;
    const sooner =
      best === undefined ||
      (sort.length > 0
        ? compare(placeOf(hit), placeOf(best.hit)) < 0
        : hit.entry.match > best.hit.entry.match);
    if (sooner) best = { index, hit };
  }
  return best?.index;
}

/** What is to be said of the words is the same everywhere; of a field, only where no collection has it. */
function commonWarnings(answers: readonly SearchResponse[]) {
  const [first, ...others] = answers.map(({ warnings = [] }) => warnings.map((each) => JSON.stringify(each)));
  return (answers[0]?.warnings ?? []).filter((_, at) => others.every((each) => each.includes(first![at]!)));
}

function addFacets(
  answers: readonly SearchResponse[],
  asked: readonly FacetRequest[],
): Record<string, FieldFacet> {
  return Object.fromEntries(
    asked.map(({ field, ranges, limit = ARRANGEMENT_LIMITS.defaultFacetValues }) => {
      const found = answers.flatMap(({ facets }) => facets?.[field] ?? []);
      const counts = new Map<FacetCount['value'], FacetCount>();
      for (const value of found.flatMap(({ values }) => values)) {
        counts.set(value.value, { ...value, count: value.count + (counts.get(value.value)?.count ?? 0) });
      }
      const values = [...counts.values()];
      if (!ranges) values.sort((a, b) => b.count - a.count);
      const exact = found.every(
        (facet) => facet.exact && (ranges || facet.values.length < ARRANGEMENT_LIMITS.facetValues),
      );
      return [field, { values: ranges ? values : values.slice(0, limit), exact }];
    }),
  );
}

function addClasses(answers: readonly SearchResponse[]) {
  const counts = new Map<string, NonNullable<SearchResponse['classes']>[number]>();
  for (const each of answers.flatMap(({ classes = [] }) => classes)) {
    const { count = 0, exact = true } = counts.get(each.id) ?? {};
    counts.set(each.id, { ...each, count: each.count + count, exact: each.exact && exact });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
