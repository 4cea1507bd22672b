import type { Readable } from 'node:stream';
import { originalKey } from '@unseen/blobs';
import { AppError, type EntryImage } from '@unseen/domain';
import { identifyImage, readPictureWords, WORDS_HEAD_BYTES } from '@unseen/imaging';
import { sha256 } from '../util/content-hash.ts';
import type { Draft, ReaderContext } from './reader.ts';
import { withOwnWords } from '../validate/own-words.ts';
import type { Said } from './sidecars/read-sidecars.ts';

/** Members one archive may have. */
export const MAX_MEMBERS = 5_000_000;

/**
 * Bounds what an archive may unpack to: pictures are compressed already, so an archive that grows a hundredfold
 * is a bomb.
 */
export class UnpackBudget {
  readonly #most: number;
  #unpacked = 0;
  #members = 0;

  /**
   * @param archiveBytes - size of the archive
   * @param allowance - bytes an archive of any size may unpack to
   */
  constructor(archiveBytes: number, allowance = 1024 ** 3) {
    this.#most = 100 * archiveBytes + allowance;
  }

  /** Counts one member. @throws AppError `source_invalid` */
  addMember(): void {
    this.#members += 1;
    if (this.#members > MAX_MEMBERS) {
      throw new AppError('source_invalid', `The archive has more than ${MAX_MEMBERS} members.`);
    }
  }

  /** Counts unpacked bytes. @throws AppError `source_invalid` */
  add(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > this.#most) {
      throw new AppError('source_invalid', 'The archive unpacks to over a hundred times its size.');
    }
  }
}

/**
 * The id of a member: its path inside the archive, `./` dropped.
 *
 * @throws AppError `entry_outside_root` on a name that would lead out of the folder it is unpacked to,
 * `entry_invalid` on one that is not text
 */
export function memberPath(name: string): string {
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..')) {
    throw new AppError('entry_outside_root', 'The name of the member leads out of the archive.');
  }
  if (path.includes('\0') || path.includes('\ufffd')) {
    throw new AppError('entry_invalid', 'The name of the member is not valid text.');
  }
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/**
 * Reads a member to its end, counting.
 *
 * @throws AppError `image_too_large`, `image_empty`, or what the budget throws; without one, the size is bounded elsewhere
 */
export async function readMember(
  stream: Readable,
  maxBytes: number,
  budget?: UnpackBudget,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    budget?.add(chunk.length);
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  if (size === 0) throw new AppError('image_empty', 'The member is empty.');
  return Buffer.concat(chunks, size);
}

/** The error for a member over the limit. */
export function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'image_too_large',
    `The member has more than ${Math.ceil(maxBytes / 2 ** 20)} MB (UNSEEN_MAX_FILE_MB).`,
  );
}

/**
 * Puts a member's bytes where the worker finds them again; an archive is not read twice. What is no picture is not kept.
 *
 * @throws AppError `image_unsupported`, `image_corrupt`, `image_too_large`, `blob_store_unavailable`
 */
export async function storeMember(
  path: string,
  bytes: Uint8Array,
  context: ReaderContext,
  said: Pick<Said, 'captions' | 'metadata'> = { captions: [], metadata: {} },
): Promise<Draft> {
  if (context.blobs === undefined) throw new AppError('internal', 'An archive is read without a blob store.');
  const { type } = await identifyImage(bytes, context.decodeLimits);
  const hash = sha256(bytes);
  const key = originalKey(hash);
  if (context.preview !== true) {
    await context.beforeStoring?.(hash);
    await context.blobs.put(key, bytes, type);
  }
  const image: EntryImage = { kind: 'blob', key };
  const own = readPictureWords(bytes.subarray(0, WORDS_HEAD_BYTES), context.withPlace);
  return { id: path.normalize('NFC'), image, ...withOwnWords(said, own) };
}
