import type { Schemas } from '@qdrant/js-client-rest';
import { MODALITIES, type VectorPoint } from '@unseen/domain';
import { filterFields } from '../filter/filter-fields.ts';
import { KEYWORDS } from '../keywords/keyword-vector.ts';
import { sparseItem } from '../keywords/sparse-words.ts';
import { requireServerId, type SpaceAddress } from '../space/space-address.ts';
import { payloadText, revisionOf } from './revision.ts';

/** A point as it is searched: its vectors, and in the payload what names it and what filters read. */
export function searchedPoint(address: SpaceAddress, point: VectorPoint): Schemas['PointStruct'] {
  const vectors = MODALITIES.flatMap((modality) => {
    const vector = point.vectors[modality];
    return vector ? [[modality, [...vector]] as [string, number[]]] : [];
  });
  return {
    id: requireServerId(address, point.id),
    vector: { ...Object.fromEntries(vectors), [KEYWORDS]: sparseItem(point) },
    payload: {
      space: address.space,
      id: point.id,
      item: point.itemId,
      hash: point.payload.contentHash,
      rev: revisionOf(point),
      ...filterFields(point),
    },
  };
}

/**
 * A point as it is read by id: every part under a key of its own, bytes as base64. In JSON a vector as numbers takes four times as
 * long to read. The payload is a text of its own, because the client would change large numbers in it.
 */
export function recordPoint(address: SpaceAddress, point: VectorPoint): Schemas['PointStruct'] {
  const parts: Record<string, string> = {
    space: address.space,
    id: point.id,
    item: point.itemId,
    hash: point.payload.contentHash,
    rev: revisionOf(point),
    payload: payloadText(point),
  };
  for (const modality of MODALITIES) {
    const vector = point.vectors[modality];
    if (vector) parts[modality] = base64(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  }
  if (point.regions) parts['regions'] = base64(point.regions);
  if (point.tokens) parts['tokens'] = base64(point.tokens);
  return { id: requireServerId(address, point.id), vector: {}, payload: parts };
}

/** Bytes the point takes in both requests, roughly. */
export function requestBytes(point: VectorPoint): number {
  const numbers = MODALITIES.reduce((sum, modality) => sum + (point.vectors[modality]?.length ?? 0), 0);
  const blocks = (point.regions?.byteLength ?? 0) + (point.tokens?.byteLength ?? 0);
  return 8_192 + 26 * numbers + 1.4 * blocks;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
