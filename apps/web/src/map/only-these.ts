import { readQuery, writeQuery } from '../search/query.ts';

/** Characters of an address that every server on the way takes. */
const LONGEST = 6_000;

/** The address of a list of just these items; undefined of none, and of so many that no address holds them. */
export function onlyThese(collection: string, ids: readonly string[]): string | undefined {
  if (ids.length === 0) return undefined;
  const query = { ...readQuery(new URLSearchParams()), collection, filter: { $id: { in: [...ids] } } };
  const link = `/?${writeQuery(query).toString()}`;
  return link.length > LONGEST ? undefined : link;
}
