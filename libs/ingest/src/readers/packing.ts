import { pipeline, Transform, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import type { ImportRoot } from '../paths/import-root.ts';
import { UnpackBudget } from './archive-picture.ts';

/** How a stream of bytes is packed. */
export type Packing = 'gzip' | 'zstd';

/** Tells by the first four bytes of a file how it is packed (RFC 1952, RFC 8878); undefined where it is not. */
export function packingOf(head: Uint8Array): Packing | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const isZstd = head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
  return isZstd ? 'zstd' : undefined;
}

/** What unpacks a stream, and stops where that comes to more than a budget allows. */
export function unpackers(packing: Packing, budget: UnpackBudget): readonly [Transform, Transform] {
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      try {
        budget.add(chunk.length);
        callback(null, chunk);
      } catch (error) {
        callback(error as Error);
      }
    },
  });
  return [packing === 'gzip' ? createGunzip() : createZstdDecompress(), meter];
}

/**
 * The bytes of a file; of one that is packed, such as `list.csv.gz`, what was packed.
 *
 * @throws AppError as `ImportRoot.stream`, and `source_invalid` where it cannot be unpacked to its end
 */
export async function* unpackedBytes(
  root: ImportRoot,
  file: string,
): AsyncGenerator<Buffer, void, undefined> {
  const packing = packingOf(await root.readHead(file, 4, 'source'));
  if (packing === undefined) {
    yield* (await root.stream(file, 'source')) as AsyncIterable<Buffer>;
    return;
  }
  const handle = await root.open(file, 'source');
  const budget = new UnpackBudget((await handle.stat()).size);
  const [unpacker, meter] = unpackers(packing, budget);
  const stream = handle.createReadStream({ highWaterMark: 256 * 1024 });
  let failure: unknown;
  const unpacked: Readable = pipeline(stream, unpacker, meter, (error) => {
    failure = error;
  });
  try {
    yield* unpacked as AsyncIterable<Buffer>;
  } catch (error) {
    throw unpackingFailed(failure ?? error);
  } finally {
    unpacked.destroy();
    stream.destroy();
  }
}

/** What a source holds up to where it breaks off, for whoever only looks ahead: reading it will say so. */
export async function* upToBreak<T>(source: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* source;
  } catch (error) {
    if (!isAppError(error, 'source_invalid')) throw error;
  }
}

function unpackingFailed(error: unknown): AppError {
  if (isAppError(error)) return error;
  const reason = messageOf(error).slice(0, 200);
  return new AppError('source_invalid', `The file cannot be unpacked to its end: ${reason}.`, {
    cause: error,
  });
}
