import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { notFetched, type RemoteFile } from './model-source.ts';

const POINTER = 'version https://git-lfs.github.com/spec/';

/**
 * Checks that a file is the one its source spoke of: size, SHA-256 or git object name, and no pointer of Git LFS in its place.
 * @throws AppError `model_not_fetched`
 */
export async function verifyFile(
  path: string,
  { path: name, bytes, sha256, gitBlob }: RemoteFile,
): Promise<void> {
  if (await isPointer(path)) {
    throw notFetched(
      `${name} is a pointer of Git LFS and not the file: the place it comes from was copied without its large files (git lfs pull).`,
    );
  }
  const { size } = await stat(path);
  if (size !== bytes) throw notFetched(`${name} has ${size} bytes; it should have ${bytes}.`);
  const wanted = sha256 ?? gitBlob;
  if (wanted === undefined) return;
  const hash = createHash(sha256 ? 'sha256' : 'sha1');
  if (sha256 === undefined) hash.update(`blob ${size}\0`);
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  const found = hash.digest('hex');
  if (found !== wanted) throw notFetched(`${name} has the checksum ${found}; it should have ${wanted}.`);
}

async function isPointer(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(POINTER.length) });
    return buffer.subarray(0, bytesRead).toString('latin1') === POINTER;
  } finally {
    await file.close();
  }
}
