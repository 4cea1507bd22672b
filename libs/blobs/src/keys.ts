import { AppError } from '@unseen/domain';

const SHA256 = /^[0-9a-f]{64}$/;
const KEY = /^(originals|thumbnails)\/[0-9a-f]{64}$/;

/** The key of a picture as it came. @param sha256 - hex digest of its bytes */
export function originalKey(sha256: string): string {
  return `originals/${checked(sha256)}`;
}

/** The key of the thumbnail of a picture. @param sha256 - hex digest of the original's bytes */
export function thumbnailKey(sha256: string): string {
  return `thumbnails/${checked(sha256)}`;
}

/** Refuses anything that is not one of our keys, so that no key can name a path elsewhere. @throws AppError `blob_not_found` */
export function checkKey(key: string): void {
  if (!KEY.test(key)) throw new AppError('blob_not_found', 'There is no such key.');
}

function checked(sha256: string): string {
  if (!SHA256.test(sha256)) throw new AppError('blob_not_found', 'The content hash is not a SHA-256 in hex.');
  return sha256;
}
