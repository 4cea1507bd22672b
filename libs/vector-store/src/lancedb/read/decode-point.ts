import { MODALITIES, type Modality, type PointParts, type ReadPoint } from '@unseen/domain';
import type { RecordBatch } from 'apache-arrow';
import { decodePayload } from '../write/payload.ts';
import { decodeRecord } from '../write/record.ts';

/** The columns that hold the parts asked for; id and item id always. A record brings its vector along. */
export function columnsOf(parts: PointParts): string[] {
  return [
    'id',
    'item_id',
    ...vectorColumnsOf(parts),
    ...(parts.regions ? ['image_record'] : []),
    ...(parts.tokens ? ['caption_record'] : []),
    ...(parts.payload ? ['payload', 'content_hash'] : []),
  ];
}

function vectorColumnsOf(parts: PointParts): Modality[] {
  const inRecord: Record<Modality, boolean> = {
    image: !!parts.regions,
    caption: !!parts.tokens,
    joint: false,
  };
  return MODALITIES.filter((modality) => parts.vectors?.includes(modality) && !inRecord[modality]);
}

/** The points of a batch that has the columns of `parts`. Blocks are views of the batch; vectors are copies. */
export function decodePoints(batch: RecordBatch, parts: PointParts, dimensions: number): ReadPoint[] {
  const values = <T>(name: string) => [...((batch.getChild(name) as Iterable<T> | null) ?? [])];
  const itemIds = values<string>('item_id');
  const payloads = values<string>('payload');
  const hashes = values<string>('content_hash');
  const records = (name: string) =>
    values<Uint8Array | null>(name).map((bytes) => (bytes ? decodeRecord(bytes, dimensions) : {}));
  const pictures = records('image_record');
  const captions = records('caption_record');
  const vectorColumns = vectorColumnsOf(parts).map((name) => ({ name, column: batch.getChild(name) }));
  return values<string>('id').map((id, row) => {
    const vectors: { [modality in Modality]?: Float32Array } = {};
    for (const { name, column } of vectorColumns) {
      const vector = column?.get(row) as { toArray(): Float32Array } | null | undefined;
      if (vector) vectors[name] = vector.toArray().slice();
    }
    const picture = pictures[row];
    const caption = captions[row];
    if (picture?.vector && parts.vectors?.includes('image')) vectors.image = picture.vector;
    if (caption?.vector && parts.vectors?.includes('caption')) vectors.caption = caption.vector;
    return {
      id,
      itemId: itemIds[row]!,
      vectors,
      ...(picture?.block && { regions: picture.block }),
      ...(caption?.block && { tokens: caption.block }),
      ...(parts.payload && { payload: decodePayload(payloads[row]!, hashes[row]!) }),
    };
  });
}
