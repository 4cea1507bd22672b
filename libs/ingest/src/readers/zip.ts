import { crc32 } from 'node:zlib';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { fromFdPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import { memberPath, readMember, storeMember, tooLarge, UnpackBudget } from './archive-picture.ts';
import { isHidden, isPictureName } from '@unseen/imaging/types';
import type { Draft, Found, LocatedSource, ReaderContext } from './reader.ts';

const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
/** Upper byte of `versionMadeBy` where the attributes hold Unix file modes. */
const MADE_ON_UNIX = 3;

/** The pictures of a zip file, in the order of its central directory; a member is read only when it is asked for. */
export async function* findZipMembers(
  source: LocatedSource,
  context: ReaderContext,
): AsyncGenerator<Found, void, undefined> {
  const handle = await context.root.open(source.main, 'source');
  try {
    const budget = new UnpackBudget((await handle.stat()).size, context.unpackAllowance);
    // Names and sizes are checked here, member by member: the library would give up on the whole file.
    const zip = await fromFdPromise(handle.fd, { decodeStrings: false, validateEntrySizes: false });
    for await (const entry of zip.eachEntry()) {
      budget.addMember();
      const found = toFound(zip, entry, context, budget);
      if (found !== undefined) yield found;
    }
  } catch (error) {
    throw isAppError(error)
      ? error
      : new AppError('source_invalid', `The file cannot be read as zip: ${messageOf(error).slice(0, 200)}`, {
          cause: error,
        });
  } finally {
    await handle.close();
  }
}

/** A picture, or a member that must be named as a fault; undefined for what is not of interest. */
function toFound(
  zip: ZipFile,
  entry: Entry,
  context: ReaderContext,
  budget: UnpackBudget,
): Found | undefined {
  const name = getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    [...entry.extraFields],
    false,
  );
  let path: string;
  try {
    path = memberPath(name);
    if (fileType(entry) === FOLDER || name.endsWith('/') || isHidden(path)) return undefined;
    if (fileType(entry) !== REGULAR_FILE) {
      throw new AppError('entry_outside_root', 'The member is a link or a device.');
    }
  } catch (error) {
    return {
      name,
      draft: () => {
        throw error;
      },
    };
  }
  return isPictureName(path) === 'yes'
    ? { name: path, draft: () => toDraft(zip, entry, path, context, budget) }
    : undefined;
}

async function toDraft(
  zip: ZipFile,
  entry: Entry,
  path: string,
  context: ReaderContext,
  budget: UnpackBudget,
): Promise<Draft> {
  if (entry.isEncrypted()) throw new AppError('entry_invalid', 'The member is encrypted.');
  if (!entry.canDecodeFileData())
    throw new AppError('entry_invalid', 'The member is compressed in an unknown way.');
  if (entry.uncompressedSize > context.maxImageBytes) throw tooLarge(context.maxImageBytes);
  const bytes = await unpack(zip, entry, context.maxImageBytes, budget);
  if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32) {
    throw new AppError('image_corrupt', 'The member differs from its checksum.');
  }
  return storeMember(path, bytes, context);
}

async function unpack(
  zip: ZipFile,
  entry: Entry,
  maxBytes: number,
  budget: UnpackBudget,
): Promise<Uint8Array> {
  try {
    return await readMember(await zip.openReadStreamPromise(entry), maxBytes, budget);
  } catch (error) {
    throw isAppError(error)
      ? error
      : new AppError('entry_invalid', 'The member cannot be unpacked.', { cause: error });
  }
}

/** The Unix file type of a member; a plain file where the archive does not say. */
function fileType(entry: Entry): number {
  if (entry.versionMadeBy >>> 8 !== MADE_ON_UNIX) return REGULAR_FILE;
  return (entry.externalFileAttributes >>> 16) & FILE_TYPE || REGULAR_FILE;
}
