import { createHash, randomBytes } from 'node:crypto';

/** A new key: what the caller gets once, and what the ledger keeps. */
export interface KeySecret {
  /** `usk_` and 64 hexadecimal digits: 256 random bits. */
  readonly key: string;
  readonly hash: string;
  /** How the key begins, so that people can tell keys apart. */
  readonly prefix: string;
}

const SECRET_BYTES = 32;
const SHOWN = 'usk_'.length + 8;

/** Makes a key. */
export function makeKeySecret(): KeySecret {
  const key = `usk_${randomBytes(SECRET_BYTES).toString('hex')}`;
  return { key, hash: hashKey(key), prefix: key.slice(0, SHOWN) };
}

/** SHA-256 of a key in hex. A plain hash is enough: there are no 256 bits to guess. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
