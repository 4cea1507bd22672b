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
  readonly image: SourceImage | null;
  readonly captions: readonly string[];
  readonly metadata: Metadata;
  /** See {@link contentHash}. */
  readonly hash: string;
}

/** Puts content together and hashes it; the picture's bytes are hashed here and nowhere else. */
export function makeContent(
  image: Uint8Array | SourceImage | undefined,
  captions: readonly string[],
  metadata: Metadata,
): ItemContent {
  const source =
    image instanceof Uint8Array ? { bytes: image, hash: sha256(image), stored: false } : (image ?? null);
  return { image: source, captions, metadata, hash: contentHash(source?.hash ?? null, captions) };
}
