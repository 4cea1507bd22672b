import type { FieldError, Filter } from '@unseen/domain';
import { SEARCH_LIMITS, type PartialQuery, type SearchRequest } from './search-request.ts';

/** A query of several, checked. */
export type WeighedPart = PartialQuery & { readonly weight: number };

/** The queries of a request, texts trimmed; adds what is wrong with them. */
export function checkQueries(errors: FieldError[], request: SearchRequest): WeighedPart[] {
  const { queries = [], text, image, itemId } = request;
  const wrong = (field: string, message: string) => void errors.push({ field, message });
  if (queries.length === 0) return [];
  if (text?.trim() || image || itemId !== undefined)
    wrong('queries', 'must not come together with text, image or itemId');
  if (queries.length > SEARCH_LIMITS.queries)
    wrong('queries', `must hold at most ${SEARCH_LIMITS.queries} entries`);
  const checked = queries.map((query, index): WeighedPart => {
    const place = `queries[${index}]`;
    const { weight = 1 } = query;
    const asked = query.text?.trim() || undefined;
    const given = [asked, query.image, query.itemId].filter((each) => each !== undefined);
    if (given.length !== 1) wrong(place, 'must hold one of text, image and itemId');
    if (weight === 0 || !(Math.abs(weight) <= SEARCH_LIMITS.weight)) {
      wrong(
        `${place}.weight`,
        `must be a number from -${SEARCH_LIMITS.weight} to ${SEARCH_LIMITS.weight}, not 0`,
      );
    }
    if (asked !== undefined && asked.length > SEARCH_LIMITS.textLength) {
      wrong(`${place}.text`, `must have at most ${SEARCH_LIMITS.textLength} characters`);
    }
    if (asked?.isWellFormed() === false) wrong(`${place}.text`, 'must be well-formed Unicode');
    return { ...query, text: asked, weight };
  });
  if (checked.every(({ weight }) => weight < 0)) wrong('queries', 'must hold one with a weight above 0');
  return checked;
}

/** A filter that leaves out the items that are searched with. */
export function withoutItems(
  filter: Filter | undefined,
  queries: readonly WeighedPart[],
): Filter | undefined {
  const values = queries.flatMap(({ itemId }) => (itemId === undefined ? [] : [itemId]));
  if (values.length === 0) return filter;
  const others: Filter = { op: 'none', filters: [{ op: 'in', field: '$id', values }] };
  return filter ? { op: 'all', filters: [filter, others] } : others;
}
