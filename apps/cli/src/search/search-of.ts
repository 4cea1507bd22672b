import type { Search } from '@unseen/client';
import { InvalidArgumentError } from 'commander';
import { readFile } from 'node:fs/promises';
import { parseListOption, parseObjectOption } from '../commands/shared.ts';
import { pictureBlob } from '../platform/file-blob.ts';

/** What `unseen search` was told to look for, and how. */
export interface SearchOptions extends Pick<
  Search,
  | 'written'
  | 'limit'
  | 'scope'
  | 'target'
  | 'candidates'
  | 'rescore'
  | 'fusion'
  | 'cutoff'
  | 'minMatch'
  | 'explain'
  | 'cursor'
  | 'fields'
  | 'diversity'
  | 'nearDuplicates'
  | 'asOf'
> {
  readonly image?: string;
  readonly item?: string;
  readonly not?: string[];
  readonly notItem?: string[];
  readonly notImage?: string[];
  readonly collection?: string[];
  readonly queries?: string;
  readonly weights?: string;
  readonly filter?: string;
  readonly class?: string[];
  readonly sort?: string[];
  readonly facets?: string[];
  readonly countClasses?: boolean;
  readonly groupBy?: string;
  readonly groupSize?: number;
  readonly boost?: string[];
}

/** The request for what was typed. */
export async function searchOf(words: readonly string[], options: SearchOptions): Promise<Search> {
  const { collection = [], written, limit, scope, target, candidates, rescore, fusion } = options;
  const { cutoff, minMatch, explain, cursor, fields, diversity, nearDuplicates, asOf, groupBy, groupSize } =
    options;
  return {
    text: words.length > 0 ? words.join(' ') : undefined,
    image: await pictureBlob(options.image),
    itemId: options.item,
    classes: options.class,
    filter: parseObjectOption('filter', options.filter),
    weights: parseObjectOption('weights', options.weights),
    queries: parseListOption('queries', options.queries) as Search['queries'],
    ...(collection.length > 1 ? { collections: collection } : { collection: collection[0] }),
    not: await unwantedOf(options),
    sort: options.sort?.map(sortKeyOf),
    facets: options.countClasses === true ? true : options.facets?.map(facetOf),
    groupBy: groupBy === undefined ? undefined : { field: groupBy, size: groupSize },
    boost: options.boost?.map(boostOf),
    ...{ written, limit, scope, target, candidates, rescore, fusion, cutoff, minMatch, explain, cursor },
    ...{ fields, diversity, nearDuplicates, asOf },
  };
}

/** `price` or `price:desc`; a colon may be part of a field's name. */
function sortKeyOf(text: string): NonNullable<Search['sort']>[number] {
  const [, field, order] = /^(.+):(asc|desc)$/.exec(text) ?? [];
  return field === undefined ? { field: text } : { field, order: order as 'asc' | 'desc' };
}

/** `brand`, or `price=0,50,100`: what lies below the first, between each two, and from the last on. */
function facetOf(text: string): Exclude<NonNullable<Search['facets']>, boolean>[number] {
  const at = text.lastIndexOf('=');
  if (at < 1) return text;
  const limits = text
    .slice(at + 1)
    .split(',')
    .map((limit) => (limit.trim() !== '' && Number.isFinite(Number(limit)) ? Number(limit) : limit.trim()));
  const ranges = [undefined, ...limits].map((from, n) => ({
    ...(from !== undefined && { from }),
    ...(n < limits.length && { to: limits[n] }),
  }));
  return { field: text.slice(0, at), ranges };
}

/** `popularity=0.5`. */
function boostOf(text: string): NonNullable<Search['boost']>[number] {
  const at = text.lastIndexOf('=');
  const weight = Number(text.slice(at + 1));
  if (at < 1 || text.slice(at + 1).trim() === '' || !Number.isFinite(weight)) {
    throw new InvalidArgumentError(`"${text}" is no boost. One looks like popularity=0.5.`);
  }
  return { field: text.slice(0, at), weight };
}

/** What is not wanted: words, items and pictures; undefined where nothing is said. */
async function unwantedOf({ not = [], notItem = [], notImage = [] }: SearchOptions): Promise<Search['not']> {
  const pictures = notImage.map(async (file) => ({ image: (await readFile(file)).toString('base64') }));
  const all = [...not, ...notItem.map((itemId) => ({ itemId })), ...(await Promise.all(pictures))];
  return all.length > 0 ? all : undefined;
}
