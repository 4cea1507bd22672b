import type { Calls } from '../connection/calls.ts';
import { scoped } from '../space/scope.ts';
import { requireServerId, type SpaceAddress } from '../space/space-address.ts';

/** A point as reconciling sees it. */
export interface PageEntry {
  readonly id: string;
  readonly itemId: string;
  readonly contentHash: string;
}

/** Up to `limit` points in id order after the id `after`. */
export async function readPage(
  reads: Calls,
  address: SpaceAddress,
  limit: number,
  after?: string,
): Promise<PageEntry[]> {
  const filter = scoped(address);
  if (limit < 1 || !filter) return [];
  const start = after === undefined ? undefined : requireServerId(address, after);
  const { points } = await reads.runOr('list', { points: [] }, (client) =>
    client.scroll(address.points, {
      ...reads.copies,
      filter,
      // The store begins with the id given, the port after it.
      limit: limit + 1,
      ...(start !== undefined && { offset: start }),
      with_payload: ['id', 'item', 'hash'],
      with_vector: false,
    }),
  );
  return points
    .map(({ payload }) => ({
      id: String(payload?.['id']),
      itemId: String(payload?.['item']),
      contentHash: String(payload?.['hash']),
    }))
    .filter((entry) => entry.id !== after)
    .slice(0, limit);
}
