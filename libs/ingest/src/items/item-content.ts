import type { Metadata } from '@unseen/domain';
import { contentHash, sha256 } from '../util/content-hash.ts';

/** A picture as it came, with the name its content gives it. */
export interface SourceImage {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  /** Whether the blob store has it already. */
  readonly stored: boolean;
}

/** What an item is made of: checked, not embedded yet. */
export interface ItemContent {
  /** SHA-256 of the picture, hex; null without one. */
  readonly imageKey: string | null;
  readonly captions: readonly string[];
  readonly metadata: Metadata;
  /** See {@link contentHash}. */
  readonly hash: string;
}

/** Gives a picture its name; its bytes are hashed here and nowhere else. */
export function nameImage(image: Uint8Array | SourceImage): SourceImage {
  return image instanceof Uint8Array ? { bytes: image, hash: sha256(image), stored: false } : image;
}

/** Puts content together and hashes it. */
export function makeContent(
  imageKey: string | null,
  captions: readonly string[],
  metadata: Metadata,
): ItemContent {
  return { imageKey, captions, metadata, hash: contentHash(imageKey, captions) };
}
