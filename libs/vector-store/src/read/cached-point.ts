import {
  MODALITIES,
  type Modality,
  type PointParts,
  type PointPayload,
  type ReadPoint,
} from '@unseen/domain';
import type { CachedPart, CachedRecord } from './record-cache.ts';

/** The vectors and blocks a reader asks for. */
export function cachedParts(parts: PointParts): CachedPart[] {
  return [
    ...MODALITIES.filter((modality) => parts.vectors?.includes(modality)),
    ...(parts.regions ? (['regions'] as const) : []),
    ...(parts.tokens ? (['tokens'] as const) : []),
  ];
}

/** A point from what is kept of it. The payload is a copy; vectors and blocks are shared: a search looks at hundreds of them. */
export function toPoint(
  id: string,
  { itemId, parts, payload }: CachedRecord,
  wanted: readonly CachedPart[],
  withPayload = false,
): ReadPoint {
  const vectors: { [modality in Modality]?: Float32Array } = {};
  for (const modality of MODALITIES) {
    const vector = wanted.includes(modality) ? parts[modality] : undefined;
    if (vector) vectors[modality] = vector;
  }
  return {
    id,
    itemId,
    vectors,
    ...(wanted.includes('regions') && parts.regions && { regions: parts.regions }),
    ...(wanted.includes('tokens') && parts.tokens && { tokens: parts.tokens }),
    ...(withPayload && payload !== undefined && { payload: JSON.parse(payload) as PointPayload }),
  };
}
