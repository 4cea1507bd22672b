import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { extract, type Header } from 'tar-stream';
import { SHA256, TYPE } from './archive-writer.ts';
import { HEADER, MANIFEST, parseHeader, parseManifest, type BackupManifest } from './manifest.ts';

/** One file of an archive. */
export interface Member {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Bytes of a member: the writer keeps far below, but for a picture that was taken in with a higher upload limit. */
const LARGEST = 2 ** 30;

/**
 * The members between header and manifest, in order, each checked against its hash; at the end the whole against the manifest.
 *
 * @returns what the manifest says
 * @throws AppError `backup_invalid` when anything is missing, changed or added, `backup_too_new`
 */
export async function* readArchive(path: string): AsyncGenerator<Member, BackupManifest, undefined> {
  const digest = createHash('sha256');
  let members = 0;
  let manifest: BackupManifest | undefined;
  for await (const { member, sha256 } of readMembers(path)) {
    if (manifest !== undefined) throw invalid('Something follows the end of the backup.');
    if (member.name === MANIFEST) {
      manifest = parseManifest(member.bytes);
      continue;
    }
    if (hash(member.bytes) !== sha256) throw invalid(`${member.name} in the backup is damaged.`);
    if (members === 0) {
      if (member.name !== HEADER) throw invalid('The file does not begin as a backup does.');
      parseHeader(member.bytes);
    }
    digest.update(`${member.name}\n${sha256}\n`);
    members += 1;
    yield member;
  }
  if (manifest === undefined) throw invalid('The backup breaks off before its end.');
  if (manifest.members !== members || manifest.digest !== digest.digest('hex')) {
    throw invalid('Files of the backup are missing or exchanged.');
  }
  return manifest;
}

async function* readMembers(path: string): AsyncGenerator<{ member: Member; sha256: string | undefined }> {
  const file = createReadStream(path, { highWaterMark: 2 ** 20 });
  const entries = extract();
  let failure: unknown;
  pipeline(file, entries as unknown as NodeJS.WritableStream, (error) => (failure ??= error));
  try {
    for await (const entry of entries) {
      const { name, size, type, pax } = entry.header as Header & { pax?: Record<string, string> };
      if (type !== 'file' || (size ?? 0) > LARGEST) throw invalid(`${name} does not belong in a backup.`);
      const bytes = Buffer.concat(await Array.fromAsync(entry as unknown as AsyncIterable<Buffer>));
      yield { member: { name, type: pax?.[TYPE] ?? '', bytes }, sha256: pax?.[SHA256] };
    }
    if (failure instanceof Error) throw failure;
  } catch (error) {
    if (isAppError(error)) throw error;
    const cause = failure ?? error;
    throw new AppError('backup_invalid', `The file cannot be read as tar: ${messageOf(cause)}.`, { cause });
  } finally {
    (entries as unknown as Readable).destroy();
    file.destroy();
  }
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function invalid(detail: string): AppError {
  return new AppError('backup_invalid', detail);
}
