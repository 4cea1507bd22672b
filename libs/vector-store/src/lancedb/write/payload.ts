import type { PointPayload } from '@unseen/domain';

/** The payload as its column keeps it; the content hash has a column of its own. */
export function encodePayload({ captions, metadata, hasImage, createdAt }: PointPayload): string {
  return JSON.stringify({ captions, metadata, hasImage, createdAt });
}

/** The payload back from its column and the column of the content hash. */
export function decodePayload(text: string, contentHash: string): PointPayload {
  return { ...(JSON.parse(text) as Omit<PointPayload, 'contentHash'>), contentHash };
}
