import { createHash } from 'node:crypto';
import { AppError, type FieldError, type Filter, type VectorSpaceKey } from '@unseen/domain';
import { filterByText } from '../written/has-text.ts';
import {
  checkArrangement,
  checkBrowsable,
  usualOrder,
  NEAR_DUPLICATES,
  type Arrangement,
  type FacetRequest,
  type SortKey,
} from './arrangement.ts';
import type { WrittenHolding } from '../written/rank-written.ts';
import type { ClassLens } from '../classes/class-lens.ts';
import type { SideWeights } from '../recall/list-key.ts';
import { checkQueries, withoutItems, type WeighedPart } from './queries.ts';
import { queryWords, type QueryWords } from '../words/query-words.ts';
import {
  CUTOFFS,
  FUSION_METHODS,
  RESCORE_METHODS,
  SEARCH_LIMITS,
  SEARCH_TARGETS,
  type Cutoff,
  type FusionMethod,
  type RescoreMethod,
  type SearchRequest,
  type SearchTarget,
  type UnlikeWish,
  type Unwanted,
} from './search-request.ts';

/** A request whose fields are within their bounds, defaults filled in. */
export interface CheckedRequest extends Omit<Arrangement, 'facets' | 'sort'> {
  readonly space: VectorSpaceKey;
  readonly text?: string;
  readonly image?: Uint8Array;
  readonly itemId?: string;
  /** Texts that say what is not wanted. */
  readonly unwanted: readonly string[];
  /** Pictures and items that show what is not wanted. */
  readonly unlike: readonly UnlikeWish[];
  /** In place of the three above. */
  readonly queries: readonly WeighedPart[];
  /** All that must hold: what the caller asks for, and what narrows it. */
  readonly filter?: Filter;
  /** What the caller asks for, as it tells requests apart: the items that words gave may change from page to page. */
  readonly asked: { readonly filter?: Filter; readonly written?: string };
  readonly limit: number;
  readonly cursor?: string;
  readonly candidates: number;
  readonly rescore: RescoreMethod;
  readonly fusion: FusionMethod;
  readonly target: SearchTarget;
  readonly cutoff: Cutoff;
  readonly minMatch?: number;
  readonly weights: SideWeights;
  /** What its text looks for in the words of items; absent where there is no text, it says how a picture should differ, or keywords do not count. */
  readonly words?: QueryWords;
  /** Items in whose pictures anything is written; absent where nothing asks for it. */
  readonly withText?: ReadonlySet<string>;
  /** Items in whose pictures {@link words} are written. */
  readonly inPictures: readonly WrittenHolding[];
  readonly explain: boolean;
  readonly lens?: ClassLens;
  /** Whether hits are counted per class. */
  readonly classFacets: boolean;
  readonly facets: readonly FacetRequest[];
  readonly sort: readonly SortKey[];
}

/**
 * Checks a request and fills in defaults. Texts are trimmed; blank ones count as absent. `candidates` is raised to `limit`.
 * @throws AppError `query_empty`, `query_too_long`, or `invalid_request` with the fields that are wrong
 */
export function checkRequest(request: SearchRequest): CheckedRequest {
  const errors: FieldError[] = [];
  const text = request.text?.trim() || undefined;
  const given = listed(request.not);
  const unwanted = given.flatMap((entry) => (typeof entry === 'string' ? entry.trim() || [] : []));
  const unlike = given.filter((entry) => typeof entry !== 'string');
  const queries = checkQueries(errors, request);
  const limit = request.limit ?? SEARCH_LIMITS.defaultLimit;
  const candidates = request.candidates ?? SEARCH_LIMITS.defaultCandidates;

  checkCount(errors, 'limit', limit, SEARCH_LIMITS.limit);
  checkCount(errors, 'candidates', candidates, SEARCH_LIMITS.candidates);
  checkText(errors, 'text', text);
  for (const [index, entry] of unwanted.entries()) checkText(errors, `not[${index}]`, entry);
  if (unwanted.length + unlike.length > SEARCH_LIMITS.unwanted) {
    errors.push({
      field: 'not',
      message: `must hold at most ${SEARCH_LIMITS.unwanted} texts, pictures and items`,
    });
  }
  if (request.image && request.itemId !== undefined) {
    errors.push({ field: 'itemId', message: 'must not come together with image' });
  }
  const { minMatch } = request;
  if (minMatch !== undefined && !(minMatch >= 0 && minMatch <= 1)) {
    errors.push({ field: 'minMatch', message: 'must be a number from 0 to 1' });
  }
  const { weights = {} } = request;
  for (const [side, weight] of Object.entries(weights)) {
    if (weight !== undefined && !(weight >= 0 && weight <= SEARCH_LIMITS.weight)) {
      errors.push({
        field: `weights.${side}`,
        message: `must be a number from 0 to ${SEARCH_LIMITS.weight}`,
      });
    }
  }
  const { sort = [], groupBy, boost, diversity, fields } = request;
  const facets = typeof request.facets === 'boolean' ? [] : (request.facets ?? []);
  checkArrangement(errors, { sort, groupBy, boost, diversity, fields, facets });
  const choices = {
    rescore: choose(errors, 'rescore', request.rescore, RESCORE_METHODS, 'imfa'),
    fusion: choose(errors, 'fusion', request.fusion, FUSION_METHODS, 'weighted'),
    target: choose(errors, 'target', request.target, SEARCH_TARGETS, 'any'),
    cutoff: choose(errors, 'cutoff', request.cutoff, CUTOFFS, 'auto'),
    nearDuplicates: choose(errors, 'nearDuplicates', request.nearDuplicates, NEAR_DUPLICATES, 'show'),
  };
  const [first] = errors;
  if (first) throw new AppError('invalid_request', `${first.field} ${first.message}.`, { errors });
  if (text === undefined && !request.image && request.itemId === undefined && queries.length === 0) {
    if (unwanted.length + unlike.length > 0) {
      throw new AppError('query_empty', '`not` needs a text, a picture or an item that is wanted.');
    }
    checkBrowsable({ boost, diversity, nearDuplicates: choices.nearDuplicates });
  }
  return {
    space: request.space,
    text,
    image: request.image,
    itemId: request.itemId,
    unwanted,
    unlike,
    queries,
    filter: withoutItems(narrowed(request), queries),
    asked: { filter: request.filter, written: request.written?.words },
    limit,
    cursor: request.cursor,
    candidates: Math.max(candidates, limit),
    ...choices,
    minMatch,
    weights,
    words: weights.keywords === 0 ? undefined : wordsOfRequest(request, text, queries),
    withText: request.withText,
    inPictures: request.inPictures ?? [],
    explain: request.explain ?? false,
    lens: request.lens,
    classFacets: request.facets === true,
    facets,
    sort,
    groupBy,
    boost,
    diversity,
    fields,
  };
}

/**
 * Tells requests apart: SHA-256 over every field but `limit`, `cursor` and `candidates`, which may change from page to page
 * (the window of the first page is what all pages are cut from). A default that is said is the same as one that is not.
 * @returns 32 bytes
 */
export function requestFingerprint(request: CheckedRequest): Uint8Array {
  const { space } = request;
  const image = request.image && hashOf(request.image);
  return createHash('sha256')
    .update(
      inOneSpelling([
        [space.tenant, space.collection, space.pack],
        [
          request.text ?? null,
          image ?? null,
          request.itemId ?? null,
          request.unwanted,
          request.unlike.map((each) => ('image' in each ? ['image', hashOf(each.image)] : each.itemId)),
          request.asked.filter ? inOneOrder(request.asked.filter) : null,
          ...(request.asked.written === undefined ? [] : [request.asked.written]),
          request.queries.map(({ image: bytes, ...query }) => [query, bytes ? hashOf(bytes) : null]),
        ],
        [
          request.rescore,
          request.fusion,
          request.target,
          request.cutoff,
          request.minMatch ?? null,
          withoutDefault(request.weights, 1),
          request.explain,
        ],
        [
          request.sort.map(spelledShort),
          request.groupBy ? withoutDefault(request.groupBy, 1) : null,
          request.boost ?? [],
          request.diversity ?? 0,
          ...(request.nearDuplicates === 'fold' ? ['fold'] : []),
        ],
        ...(request.lens?.only ? [request.lens.only.key] : []),
      ]),
    )
    .digest();
}

/** Without the fields that say what holds anyway. */
function withoutDefault(object: object, value: unknown): object {
  return Object.fromEntries(
    Object.entries(object).filter(([, each]) => each !== undefined && each !== value),
  );
}

function spelledShort({ field, order }: SortKey): SortKey {
  return order === undefined || order === usualOrder(field) ? { field } : { field, order };
}

function hashOf(picture: Uint8Array): string {
  return createHash('sha256').update(picture).digest('hex');
}

function listed(not: Unwanted | readonly Unwanted[] | undefined): readonly Unwanted[] {
  if (not === undefined) return [];
  return Array.isArray(not) ? (not as readonly Unwanted[]) : [not as Unwanted];
}

/** Whether a request has nothing to be near to: it browses. */
export function isBrowsing({ text, image, itemId, queries }: CheckedRequest): boolean {
  return queries.length === 0 && text === undefined && image === undefined && itemId === undefined;
}

function narrowed({ filter: asked, written, withText }: SearchRequest): Filter | undefined {
  const filter = asked && withText ? filterByText(asked, withText) : asked;
  if (written === undefined) return filter;
  const only: Filter = { op: 'in', field: '$id', values: written.ids };
  return filter === undefined ? only : { op: 'all', filters: [filter, only] };
}

/** A filter with its parts in one order: clients that keep objects in hash maps send the same one in another every time. */
function inOneOrder(filter: Filter): Filter {
  if (!('filters' in filter)) {
    return filter.op === 'in' ? { ...filter, values: filter.values.toSorted(byText) } : filter;
  }
  return { op: filter.op, filters: filter.filters.map(inOneOrder).sort(byText) };
}

/** JSON in which the keys of objects stand in one order: it is the caller's map, not the request, that another order tells of. */
function inOneSpelling(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function byText(a: unknown, b: unknown): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : Number(x > y);
}

function checkCount(errors: FieldError[], field: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most) {
    errors.push({ field, message: `must be a whole number from 1 to ${most}` });
  }
}

function checkText(errors: FieldError[], field: string, text: string | undefined): void {
  if (text === undefined) return;
  if (text.length > SEARCH_LIMITS.textLength) {
    throw new AppError(
      'query_too_long',
      `${field} has ${text.length} characters; at most ${SEARCH_LIMITS.textLength} are allowed.`,
      { errors: [{ field, message: `must have at most ${SEARCH_LIMITS.textLength} characters` }] },
    );
  }
  if (!text.isWellFormed()) errors.push({ field, message: 'must be well-formed Unicode' });
}

function choose<T extends string>(
  errors: FieldError[],
  field: string,
  value: string | undefined,
  allowed: readonly T[],
  otherwise: T,
): T {
  if (value === undefined) return otherwise;
  const choice = allowed.find((candidate) => candidate === value);
  if (choice === undefined) errors.push({ field, message: `must be one of ${allowed.join(', ')}` });
  return choice ?? otherwise;
}

/** The words of a request that is made of texts alone: next to a picture or an item, a text says what should be different. */
function wordsOfRequest(
  { image, itemId, keywordFields }: SearchRequest,
  text: string | undefined,
  queries: readonly WeighedPart[],
): QueryWords | undefined {
  const wanted = queries.filter(({ weight }) => weight > 0);
  const texts = queries.length > 0 ? wanted.map((query) => query.text) : [text];
  if (image || itemId !== undefined || texts.includes(undefined)) return undefined;
  return queryWords(texts.join(' '), keywordFields);
}
