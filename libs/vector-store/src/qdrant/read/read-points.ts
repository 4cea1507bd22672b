import type { PointParts, ReadPoint } from '@unseen/domain';
import { cachedParts, toPoint } from '../../read/cached-point.ts';
import type { CachedPart } from '../../read/record-cache.ts';
import type { Calls } from '../connection/calls.ts';
import { serverId, type SpaceAddress } from '../space/space-address.ts';
import type { PartCache, RevisedRecord } from './part-cache.ts';

/** Ids of one request. */
const PORTION = 1_000;

/** A payload of the collection of records. */
type StoredRecord = Readonly<Record<string, unknown>>;

/** Reads points by id, in the order asked: only the parts asked for travel, and of those only what is not kept here. */
export async function readPoints(
  reads: Calls,
  address: SpaceAddress,
  ids: readonly string[],
  parts: PointParts,
  cache: PartCache,
): Promise<ReadPoint[]> {
  const wanted = cachedParts(parts);
  const found = new Map<string, ReadPoint>();
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const key = serverId(address, id);
    if (key === undefined) continue;
    // A payload is shown to people: where nobody says that a search has just found the point, it is read.
    const kept = parts.payload && !parts.recalled ? undefined : cache.get(key, wanted, parts.payload);
    if (kept) found.set(id, toPoint(id, kept, wanted, parts.payload));
    else missing.push(key);
  }
  for (let start = 0; start < missing.length; start += PORTION) {
    const records = await reads.runOr('read', [], (client) =>
      client.retrieve(address.records, {
        ...reads.copies,
        ids: missing.slice(start, start + PORTION),
        with_payload: ['space', 'id', 'item', 'rev', ...wanted, ...(parts.payload ? ['payload'] : [])],
        with_vector: false,
      }),
    );
    for (const { id: key, payload } of records) {
      if (payload?.['space'] !== address.space) continue;
      const id = String(payload['id']);
      const record = decode(payload, wanted);
      if (record.revision !== '') cache.keep(String(key), record);
      found.set(id, toPoint(id, record, wanted, parts.payload));
    }
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

function decode(payload: StoredRecord, wanted: readonly CachedPart[]): RevisedRecord {
  const parts = wanted.map((part): [CachedPart, Float32Array | Uint8Array | null] => {
    const text = payload[part];
    if (typeof text !== 'string') return [part, null];
    const bytes = toBytes(text);
    return [part, part === 'regions' || part === 'tokens' ? bytes : new Float32Array(bytes.buffer)];
  });
  const { item, rev, payload: text } = payload;
  return {
    itemId: String(item),
    // What an earlier version wrote has none, and is not kept.
    revision: typeof rev === 'string' ? rev : '',
    parts: Object.fromEntries(parts),
    ...(typeof text === 'string' && { payload: text }),
  };
}

/** Bytes of their own: small buffers of Node share one that is larger. */
function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const buffer = Buffer.allocUnsafeSlow(Buffer.byteLength(text, 'base64'));
  buffer.write(text, 'base64');
  return new Uint8Array(buffer.buffer);
}
