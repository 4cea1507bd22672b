import type { Table } from '@lancedb/lancedb';
import type { Neighbor, WordsRequest } from '@unseen/domain';
import { compileFilter } from '../filter/compile-filter.ts';
import { sqlTexts } from '../filter/sql.ts';
import { searchWords } from './search-words.ts';

/** The points that satisfy a filter, as far as that is known without asking the table. */
export interface KnownMembers {
  readonly count: number;
  /** Points there are, with those that do not. */
  readonly among: number;
  /** Whether it is still brought up to date. */
  readonly isCurrent: boolean;
  has(id: string): boolean;
  ids(): string[];
}

/** So few points are named by their ids, which the table has an index of. */
const MOST_NAMED = 1_000;
/** Of the points found without the filter, so many times the expected number are asked for, so that enough of them satisfy it. */
const ROOM = 1.5;
/** Points asked for without the filter at most: more take longer than filtering. */
const MOST_ASKED = 4_000;

/**
 * The points that hold any of the words and satisfy the filter. The table would hold every point it has against a filter with a range in it, at
 * every search, which takes several times as long as finding the words: so it is asked without the filter, for as many as should do, and with it
 * only where those do not.
 * @throws AppError `invalid_filter` for a filter that is too large
 */
export async function searchWordsWithin(
  table: Table,
  request: WordsRequest,
  members: KnownMembers,
): Promise<Neighbor[]> {
  const { limit, filter } = request;
  const { count, among } = members;
  if (count === 0) return [];
  if (count <= MOST_NAMED && count < among)
    return searchWords(table, request, `id IN (${sqlTexts(members.ids())})`);
  const most = Math.min(MOST_ASKED, Math.ceil((ROOM * limit * among) / count));
  const found = await searchWords(table, { ...request, limit: most });
  const within = found.filter(({ id }) => members.has(id));
  if (members.isCurrent && (found.length < most || within.length >= limit)) return within.slice(0, limit);
  return searchWords(table, request, filter && compileFilter(filter));
}
