import type { VectorPoint } from '@unseen/domain';
import { lastChanges, type Change } from '../../write/last-changes.ts';
import type { Calls } from '../connection/calls.ts';
import { serverId, type SpaceAddress } from '../space/space-address.ts';
import { recordPoint, requestBytes, searchedPoint } from './encode-point.ts';

/** A server takes 32 MB in a request unless told otherwise. */
const REQUEST_BYTES = 12 * 2 ** 20;
const IDS_PER_REQUEST = 5_000;

/**
 * `wait`: the answer comes when the change is in the write-ahead log and visible to searches, which is what the port promises; on a
 * cluster, on every copy that can be reached. No `ordering` beyond the server's `weak`: the others send each change through one
 * node that leads, and while that node is away every change fails. Changes of one item never run side by side (the ledger locks
 * it), so the order they were sent in is the order they take effect in.
 */
const WRITE = { wait: true } as const;

/**
 * Applies changes in order. A point is written where it is read before it is written where it is found, and removed the other way
 * round: so what is found can be read, whenever the process dies. A repeated change has no further effect.
 */
export async function commitChanges(
  writes: Calls,
  address: SpaceAddress,
  changes: readonly Change[],
): Promise<void> {
  const { removed, points } = lastChanges(changes);
  const ids = removed.flatMap((id) => serverId(address, id) ?? []);
  for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
    const some = ids.slice(start, start + IDS_PER_REQUEST);
    for (const collection of [address.points, address.records]) {
      await writes.runOr('remove points', undefined, async (client) => {
        await client.delete(collection, { ...WRITE, points: some });
      });
    }
  }
  for (const some of portions(points)) {
    await writes.run('write', (client) =>
      client.upsert(address.records, { ...WRITE, points: some.map((point) => recordPoint(address, point)) }),
    );
    await writes.run('write', (client) =>
      client.upsert(address.points, { ...WRITE, points: some.map((point) => searchedPoint(address, point)) }),
    );
  }
}

/** Points in portions that fit a request. */
function portions(points: readonly VectorPoint[]): VectorPoint[][] {
  const result: VectorPoint[][] = [];
  let room = 0;
  for (const point of points) {
    const bytes = requestBytes(point);
    if (bytes > room) {
      result.push([]);
      room = REQUEST_BYTES;
    }
    result.at(-1)!.push(point);
    room -= bytes;
  }
  return result;
}
