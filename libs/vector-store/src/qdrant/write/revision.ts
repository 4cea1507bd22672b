import { createHash } from 'node:crypto';
import type { VectorPoint } from '@unseen/domain';

/** 96 bits: two states of one point never share them by accident. */
const DIGITS = 16;

/** The payload of a point as it is stored. */
export function payloadText({ payload }: Pick<VectorPoint, 'payload'>): string {
  const { captions, metadata, hasImage, contentHash, createdAt } = payload;
  return JSON.stringify({ captions, metadata, hasImage, contentHash, createdAt });
}

/**
 * Names the state of a point: equal for equal payloads, whose content hash stands for vectors and blocks. A search returns it with
 * each point, so it is short.
 */
export function revisionOf(point: Pick<VectorPoint, 'payload'>): string {
  return createHash('sha256').update(payloadText(point)).digest('base64url').slice(0, DIGITS);
}
