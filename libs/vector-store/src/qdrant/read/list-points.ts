import type { Filter, ListedPoint } from '@unseen/domain';
import type { Calls } from '../connection/calls.ts';
import { scoped } from '../space/scope.ts';
import type { SpaceAddress } from '../space/space-address.ts';
import type { PartCache } from './part-cache.ts';
import { readPoints } from './read-points.ts';

/** Points of one request. */
const PORTION = 1_000;

/**
 * Up to `limit` points that satisfy a filter, with what they show: their ids and revisions from where they are searched, and of the rest
 * only what is not kept here in that revision.
 */
export async function listPoints(
  reads: Calls,
  address: SpaceAddress,
  limit: number,
  filter: Filter | undefined,
  cache: PartCache,
): Promise<ListedPoint[]> {
  const within = scoped(address, filter);
  const listed: ListedPoint[] = [];
  if (!within) return listed;
  let offset: string | undefined;
  let left = limit;
  while (left > 0) {
    const { points, next_page_offset: next } = await reads.runOr(
      'list',
      { points: [], next_page_offset: null },
      (client) =>
        client.scroll(address.points, {
          ...reads.copies,
          filter: within,
          limit: Math.min(left, PORTION),
          ...(offset !== undefined && { offset }),
          with_payload: ['id', 'rev'],
          with_vector: false,
        }),
    );
    for (const { id, payload } of points) {
      if (typeof payload?.['rev'] === 'string') cache.saw(String(id), payload['rev']);
    }
    const ids = points.map(({ payload }) => String(payload?.['id']));
    const read = await readPoints(reads, address, ids, { payload: true, recalled: true }, cache);
    for (const { id, itemId, payload } of read) if (payload) listed.push({ id, itemId, payload });
    left -= points.length;
    if (typeof next !== 'string') break;
    offset = next;
  }
  return listed;
}
