import { AppError, type FieldError } from '@unseen/domain';

/** One key hits are sorted by: a metadata field, one of the item's own (`ITEM_FIELDS`), or `relevance`. */
export interface SortKey {
  readonly field: string;
  readonly order?: 'asc' | 'desc';
}

/** A span of numbers or dates a facet counts: from `from` on, below `to`. */
export interface FacetRange {
  readonly from?: number | string;
  readonly to?: number | string;
}

/** A field whose values are counted. */
export interface FacetRequest {
  readonly field: string;
  /** Counts these spans in place of values. */
  readonly ranges?: readonly FacetRange[];
  /** Values at most, those with the most hits first. Default 10. */
  readonly limit?: number;
}

/** Hits of one value of a field are one thing in several forms: only the best are shown. */
export interface GroupBy {
  readonly field: string;
  /** Hits per group, 1 to 20. Default 1. */
  readonly size?: number;
}

/** A numeric or date field that moves hits forward (or back, with a negative weight). */
export interface Boost {
  readonly field: string;
  /** In standard deviations of the scores per standard deviation of the field, -10 to 10. */
  readonly weight: number;
}

/** What becomes of hits whose pictures look the same. */
export const NEAR_DUPLICATES = ['show', 'fold'] as const;
export type NearDuplicates = (typeof NEAR_DUPLICATES)[number];

/** How found items are put in order, counted and shown. */
export interface Arrangement {
  readonly sort?: readonly SortKey[];
  readonly facets?: readonly FacetRequest[];
  readonly groupBy?: GroupBy;
  readonly boost?: readonly Boost[];
  /** Maximal marginal relevance: 0 is relevance alone, 1 is variety alone. */
  readonly diversity?: number;
  /** Whether a hit that looks the same as one before it is shown, the default, or folded into that one. */
  readonly nearDuplicates?: NearDuplicates;
  /** Metadata fields that hits show; all of them when absent. */
  readonly fields?: readonly string[];
}

/** Bounds of an {@link Arrangement}. */
export const ARRANGEMENT_LIMITS = {
  sort: 8,
  facets: 32,
  facetValues: 1_000,
  defaultFacetValues: 10,
  ranges: 100,
  groupSize: 20,
  boost: 8,
  boostWeight: 10,
  fields: 64,
} as const;

/** The field of {@link SortKey} that is no metadata. */
export const RELEVANCE = 'relevance';

/** The order of a key that says none: the most relevant first, else the least first. */
export function usualOrder(field: string): 'asc' | 'desc' {
  return field === RELEVANCE ? 'desc' : 'asc';
}

/** Adds what is wrong with an arrangement. */
export function checkArrangement(errors: FieldError[], arrangement: Arrangement): void {
  const { sort, facets, groupBy, boost, diversity, fields } = arrangement;
  const most = ARRANGEMENT_LIMITS;
  checkList(errors, 'sort', sort, most.sort);
  checkList(errors, 'facets', facets, most.facets);
  checkList(errors, 'boost', boost, most.boost);
  checkList(errors, 'fields', fields, most.fields);
  sort?.forEach((key, index) => checkField(errors, `sort[${index}].field`, key.field));
  facets?.forEach((facet, index) => {
    checkField(errors, `facets[${index}].field`, facet.field);
    checkWhole(errors, `facets[${index}].limit`, facet.limit, most.facetValues);
    checkList(errors, `facets[${index}].ranges`, facet.ranges, most.ranges);
  });
  if (groupBy) {
    checkField(errors, 'groupBy.field', groupBy.field);
    checkWhole(errors, 'groupBy.size', groupBy.size, most.groupSize);
  }
  boost?.forEach(({ field, weight }, index) => {
    checkField(errors, `boost[${index}].field`, field);
    if (!(Math.abs(weight) <= most.boostWeight)) {
      errors.push({ field: `boost[${index}].weight`, message: `must be a number from -10 to 10` });
    }
  });
  if (diversity !== undefined && !(diversity >= 0 && diversity <= 1)) {
    errors.push({ field: 'diversity', message: 'must be a number from 0 to 1' });
  }
  fields?.forEach((field, index) => checkField(errors, `fields[${index}]`, field));
}

/** The metadata fields an arrangement names. */
export function fieldsOfArrangement({ sort = [], facets = [], groupBy, boost = [] }: Arrangement): string[] {
  return [...sort, ...facets, ...(groupBy ? [groupBy] : []), ...boost]
    .map(({ field }) => field)
    .filter((field) => field !== RELEVANCE);
}

/** @throws AppError `invalid_request` for a search that has no query but asks for what only a query has */
export function checkBrowsable({ boost, diversity, nearDuplicates }: Arrangement): void {
  const folds = nearDuplicates === 'fold' ? 'nearDuplicates' : undefined;
  const needless = boost?.length ? 'boost' : diversity ? 'diversity' : folds;
  if (needless === undefined) return;
  const message = 'needs a text, a picture or an item to search with';
  throw new AppError('invalid_request', `${needless} ${message}.`, {
    errors: [{ field: needless, message }],
  });
}

function checkList(errors: FieldError[], field: string, list: readonly unknown[] | undefined, most: number) {
  if (list !== undefined && list.length > most) {
    errors.push({ field, message: `must hold at most ${most} entries` });
  }
}

function checkField(errors: FieldError[], field: string, name: string): void {
  if (typeof name !== 'string' || name.length === 0 || name.length > 256) {
    errors.push({ field, message: 'must be a field name of 1 to 256 characters' });
  }
}

function checkWhole(errors: FieldError[], field: string, value: number | undefined, most: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > most)) {
    errors.push({ field, message: `must be a whole number from 1 to ${most}` });
  }
}
