import type { Search } from '@unseen/client';
import { spanOf } from './dates.ts';

/** What a field must be: one of some values, a number between two, or a date from one day up to another. */
export interface FieldFilter {
  readonly in?: readonly (string | number | boolean)[];
  readonly gte?: number | string;
  readonly lte?: number;
  readonly lt?: string;
}

export const SCOPES = ['all', 'seen', 'unseen'] as const;
export type Scope = (typeof SCOPES)[number];

/** A search as the address of the page holds it. A picture that was dropped in is not part of it. */
export interface Query {
  readonly collection: string;
  readonly text: string;
  readonly not: readonly string[];
  /** Id of an item to find more like. */
  readonly like?: string;
  /** Ids of items the hits should not be like. */
  readonly unlike: readonly string[];
  readonly filter: Readonly<Record<string, FieldFilter>>;
  /** Ids of classes; a hit belongs to one of them. None: to any, or to no class. */
  readonly classes: readonly string[];
  readonly scope: Scope;
  /** Whether attention re-scores the hits. */
  readonly attention: boolean;
  /** Whether only what matches is shown; else what is merely nearest is shown too, and marked. */
  readonly close: boolean;
  /** What hits are sorted by: a field and a way, `price:asc`. Absent: by how well they match. */
  readonly sort?: string;
  /** The year, month or day a list that is sorted by dates begins at: `2024-05`. Absent: at its beginning. */
  readonly at?: string;
}

export const DEFAULT_COLLECTION = 'default';

/** Reads a query from the address; what makes no sense counts as absent. */
export function readQuery(params: URLSearchParams): Query {
  return {
    collection: params.get('c') ?? DEFAULT_COLLECTION,
    text: params.get('q') ?? '',
    not: params.getAll('not').filter((text) => text.trim() !== ''),
    like: params.get('like') ?? undefined,
    unlike: params.getAll('unlike').filter((id) => id !== ''),
    filter: readFilter(params.get('filter')),
    classes: params.getAll('class').filter((id) => id !== ''),
    scope: SCOPES.find((scope) => scope === params.get('scope')) ?? 'all',
    attention: params.get('attention') !== 'off',
    close: params.get('close') !== 'off',
    sort: params.get('sort') ?? undefined,
    at: params.get('at') ?? undefined,
  };
}

/** The address of a query: only what differs from the plain one. */
export function writeQuery(query: Query): URLSearchParams {
  const params = new URLSearchParams();
  if (query.text.trim() !== '') params.set('q', query.text);
  if (query.like !== undefined) params.set('like', query.like);
  for (const text of query.not) params.append('not', text);
  for (const id of query.unlike) params.append('unlike', id);
  if (query.collection !== DEFAULT_COLLECTION) params.set('c', query.collection);
  if (Object.keys(query.filter).length > 0) params.set('filter', JSON.stringify(query.filter));
  for (const id of query.classes) params.append('class', id);
  if (query.scope !== 'all') params.set('scope', query.scope);
  if (!query.attention) params.set('attention', 'off');
  if (!query.close) params.set('close', 'off');
  if (query.sort !== undefined) params.set('sort', query.sort);
  if (query.at !== undefined) params.set('at', query.at);
  return params;
}

/** Where a collection is browsed, or what another page does with it. @param path - of the page */
export function collectionLink(name: string, path = '/'): string {
  return name === DEFAULT_COLLECTION ? path : `${path}?c=${encodeURIComponent(name)}`;
}

/** The query without what narrows it down. */
export function withoutFilters(query: Query): Query {
  return { ...query, filter: {}, classes: [], scope: 'all' };
}

/** Whether anything narrows it down. */
export function isFiltered({ filter, classes, scope }: Query): boolean {
  return Object.keys(filter).length > 0 || classes.length > 0 || scope !== 'all';
}

/** Whether there is anything to look for. */
export function isSearch(query: Query, picture?: Blob): boolean {
  return query.text.trim() !== '' || query.like !== undefined || picture !== undefined;
}

/** The query as the API takes it. A picture takes the place of the item to find more like. */
export function toSearch(query: Query, picture?: Blob): Search {
  const { text, not, like, unlike, filter, collection, classes, scope } = query;
  const unwanted = [...not, ...unlike.map((itemId) => ({ itemId }))];
  return {
    collection,
    ...(text.trim() !== '' && { text: text.trim() }),
    ...(picture ? { image: picture } : like !== undefined && { itemId: like }),
    ...(unwanted.length > 0 && { not: unwanted }),
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(classes.length > 0 && { classes: [...classes] }),
    ...(scope !== 'all' && { scope }),
    facets: true,
    rescore: query.attention ? 'imfa' : 'none',
    cutoff: query.close ? 'auto' : 'off',
    ...(query.sort !== undefined && { sort: [sortKey(query.sort)] }),
    sizes: true,
  };
}

/** The filter of a list, with where it begins. */
export function listFilter({ filter, sort, at }: Pick<Query, 'filter' | 'sort' | 'at'>): Search['filter'] {
  const filters: NonNullable<Search['filter']>[] = Object.keys(filter).length > 0 ? [filter] : [];
  const span = at === undefined ? undefined : spanOf(at);
  if (sort !== undefined && span !== undefined) {
    const { field, order } = sortKey(sort);
    filters.push({ [field]: order === 'desc' ? { lt: span.to } : { gte: span.from } });
  }
  return filters.length > 1 ? { all: filters } : filters[0];
}

/** What `price:asc` says. */
export function sortKey(sort: string): { field: string; order: 'asc' | 'desc' } {
  const [, field = sort, order] = /^(.*):(asc|desc)$/.exec(sort) ?? [];
  return { field, order: order === 'desc' ? 'desc' : 'asc' };
}

function readFilter(json: string | null): Query['filter'] {
  if (json === null) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return Object.fromEntries(
      Object.entries(value).filter(
        (entry): entry is [string, FieldFilter] => typeof entry[1] === 'object' && entry[1] !== null,
      ),
    );
  } catch {
    return {};
  }
}
