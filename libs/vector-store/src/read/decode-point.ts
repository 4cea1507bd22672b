import { MODALITIES, type PointParts, type ReadPoint } from '@unseen/contracts';
import type { RecordBatch } from 'apache-arrow';
import { decodePayload } from '../write/payload.ts';

/** The columns that hold the parts asked for; id and item id always. */
export function columnsOf(parts: PointParts): string[] {
  return [
    'id',
    'item_id',
    ...MODALITIES.filter((modality) => parts.vectors?.includes(modality)),
    ...(parts.regions ? ['regions'] : []),
    ...(parts.tokens ? ['tokens'] : []),
    ...(parts.payload ? ['payload', 'content_hash'] : []),
  ];
}

/** The points of a batch that has the columns of `parts`. Blocks are views of the batch; vectors are copies. */
export function decodePoints(batch: RecordBatch, parts: PointParts): ReadPoint[] {
  const texts = (name: string) => batch.getChild(name) as Iterable<string> | null;
  const ids = [...texts('id')!];
  const itemIds = [...texts('item_id')!];
  const payloads = [...(texts('payload') ?? [])];
  const hashes = [...(texts('content_hash') ?? [])];
  const blocks = (name: string) => [...((batch.getChild(name) as Iterable<Uint8Array | null> | null) ?? [])];
  const regions = blocks('regions');
  const tokens = blocks('tokens');
  return ids.map((id, row) => ({
    id,
    itemId: itemIds[row]!,
    vectors: decodeVectors(batch, row, parts),
    ...(regions[row] && { regions: regions[row] }),
    ...(tokens[row] && { tokens: tokens[row] }),
    ...(parts.payload && { payload: decodePayload(payloads[row]!, hashes[row]!) }),
  }));
}

function decodeVectors(batch: RecordBatch, row: number, parts: PointParts): ReadPoint['vectors'] {
  const found = (parts.vectors ?? []).flatMap((modality) => {
    const vector = batch.getChild(modality)?.get(row) as { toArray(): Float32Array } | null | undefined;
    return vector ? [[modality, vector.toArray().slice()] as const] : [];
  });
  return Object.fromEntries(found);
}
