import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, inflateRaw, type InflateRaw } from 'node:zlib';
import { AppError } from '@unseen/domain';
import { tooLarge, UnpackBudget } from './archive-picture.ts';
import { findMembersInOrder, type ArchiveMember } from './members-in-order.ts';
import type { PassedOver } from './passed-over.ts';
import type { Found, LocatedSource, ReaderContext } from './reader.ts';
import { textOfName } from './zip-names.ts';

/** What stands before each member (APPNOTE 4.3.7), and before the table of contents. */
const HEADER_BYTES = 30;
const HEADER = 0x04034b50;
const DIRECTORY = 0x02014b50;
const ENCRYPTED = 1;
/** Sizes and checksum stand behind the member, not before it. */
const DESCRIBED_AFTER = 1 << 3;
const STORED = 0;
const DEFLATED = 8;
/** Extra field for sizes beyond 32 bits (APPNOTE 4.5.3), and what stands in their place. */
const ZIP64 = 1;
const BEYOND = 0xffffffff;
/** What may follow a member: nothing, or its sizes and checksum, with or without a mark, in 32 or 64 bits. */
const DESCRIPTIONS = [0, 16, 24, 12, 20];

/**
 * The pictures of a zip without its table of contents, which stands at the end, as where a download broke off. What stands before each member
 * is read instead, up to the break.
 */
export function findZipPieces(
  source: LocatedSource,
  context: ReaderContext,
  passedOver: PassedOver,
): AsyncGenerator<Found, void, undefined> {
  return findMembersInOrder((broken) => readPieces(source, context, broken), context, passedOver);
}

async function* readPieces(
  source: LocatedSource,
  context: ReaderContext,
  broken: (error: unknown) => AppError,
): AsyncGenerator<ArchiveMember, void, undefined> {
  const handle = await context.root.open(source.main, 'source');
  try {
    const { size } = await handle.stat();
    const file = { handle, size, budget: new UnpackBudget(size, context.unpackAllowance) };
    for (let at = 0; ;) {
      const piece = await readPiece(file, at, context.maxImageBytes).catch((error: unknown) => {
        throw broken(error);
      });
      if (piece === undefined) return;
      file.budget.addMember();
      const { name } = piece;
      const type = name.endsWith('/') ? 'directory' : 'file';
      yield { header: { name, type, size: piece.size }, body: Readable.from(piece.bytes()) };
      at = piece.end;
    }
  } finally {
    await handle.close();
  }
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
  readonly budget: UnpackBudget;
}

interface Piece {
  readonly name: string;
  readonly size: number;
  /** Where what follows it begins. */
  readonly end: number;
  bytes(): AsyncGenerator<Uint8Array, void, undefined>;
}

/** The member that begins at a place; undefined where the table of contents does. @throws Error where the file breaks off */
async function readPiece(file: OpenFile, at: number, maxBytes: number): Promise<Piece | undefined> {
  const head = await readAt(file, at, HEADER_BYTES);
  const mark = head.readUInt32LE(0);
  if (mark === DIRECTORY && at > 0) return undefined;
  if (mark !== HEADER) throw new Error('There is no member.');
  const [flags, method, checksum] = [head.readUInt16LE(6), head.readUInt16LE(8), head.readUInt32LE(14)];
  const [nameBytes, extraBytes] = [head.readUInt16LE(26), head.readUInt16LE(28)];
  const more = await readAt(file, at + HEADER_BYTES, nameBytes + extraBytes);
  const name = textOfName(flags, more.subarray(0, nameBytes));
  const begin = at + HEADER_BYTES + nameBytes + extraBytes;
  const [packed, size] = sizesOf(head, more.subarray(nameBytes));
  if (packed === 0 && (flags & DESCRIBED_AFTER) !== 0) {
    if (method !== DEFLATED) throw new Error('The end of a member cannot be told.');
    const rest = await readAt(file, begin, Math.min(file.size - begin, maxBytes + 65_536));
    const { bytes, used } = await inflate(rest, maxBytes);
    const end = await afterDescription(file, begin + used);
    return {
      name,
      size: bytes.length,
      end,
      async *bytes() {
        file.budget.add(bytes.length);
        yield bytes;
      },
    };
  }
  if (begin + packed > file.size) throw new Error('Unexpected end of a member.');
  const end = (flags & DESCRIBED_AFTER) === 0 ? begin + packed : await afterDescription(file, begin + packed);
  return {
    name,
    size,
    end,
    async *bytes() {
      if ((flags & ENCRYPTED) !== 0) throw new AppError('entry_invalid', 'The member is encrypted.');
      if (method !== STORED && method !== DEFLATED)
        throw new AppError('entry_invalid', 'The member is compressed in an unknown way.');
      if (packed > maxBytes) throw tooLarge(maxBytes);
      const raw = await readAt(file, begin, packed);
      const bytes = method === STORED ? raw : (await inflate(raw, maxBytes).catch(unusable)).bytes;
      file.budget.add(bytes.length);
      if (bytes.length !== size || crc32(bytes) !== checksum)
        throw new AppError('image_corrupt', 'The member differs from its checksum.');
      yield bytes;
    },
  };
}

/** Bytes of a member packed and unpacked. @param extra - fields behind its name */
function sizesOf(head: Buffer, extra: Buffer): [packed: number, size: number] {
  const [packed, size] = [head.readUInt32LE(18), head.readUInt32LE(22)];
  if (packed !== BEYOND && size !== BEYOND) return [packed, size];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === ZIP64 && at + 20 <= extra.length)
      return [Number(extra.readBigUInt64LE(at + 12)), Number(extra.readBigUInt64LE(at + 4))];
  }
  return [packed, size];
}

/** Where the next member begins, or the table of contents; the end of the file where neither does. */
async function afterDescription(file: OpenFile, at: number): Promise<number> {
  for (const bytes of DESCRIPTIONS) {
    if (at + bytes + 4 > file.size) continue;
    const mark = (await readAt(file, at + bytes, 4)).readUInt32LE(0);
    if (mark === HEADER || mark === DIRECTORY) return at + bytes;
  }
  return file.size;
}

/** @throws Error where the file ends before */
async function readAt({ handle, size }: OpenFile, at: number, bytes: number): Promise<Buffer> {
  if (at + bytes > size) throw new Error('Unexpected end of the file.');
  const buffer = Buffer.allocUnsafe(bytes);
  const { bytesRead } = await handle.read(buffer, 0, bytes, at);
  if (bytesRead < bytes) throw new Error('Unexpected end of the file.');
  return buffer;
}

/** Unpacks what begins a buffer, and tells how much of it that was. */
function inflate(packed: Buffer, maxBytes: number): Promise<{ bytes: Uint8Array; used: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ bytes: Uint8Array; used: number }>();
  inflateRaw(packed, { info: true, maxOutputLength: maxBytes }, (error, result) => {
    if (error) return reject(error);
    // With `info` the result is both.
    const { buffer, engine } = result as unknown as { buffer: Buffer; engine: InflateRaw };
    resolve({ bytes: buffer, used: engine.bytesWritten });
  });
  return promise;
}

function unusable(error: unknown): never {
  throw new AppError('entry_invalid', 'The member cannot be unpacked.', { cause: error });
}
