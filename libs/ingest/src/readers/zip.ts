import { crc32 } from 'node:zlib';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { memberPath, readMember, storeMember, tooLarge, UnpackBudget } from './archive-picture.ts';
import { isHidden, isPictureName, typeByHead } from '@unseen/imaging/types';
import type { PassedOver } from './passed-over.ts';
import type { Draft, Found, LocatedSource, ReaderContext } from './reader.ts';
import { MAX_SIDECAR_BYTES, SidecarIndex, type Said } from './sidecars.ts';
import { nameOfMember } from './zip-names.ts';

const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
/** Upper byte of `versionMadeBy` where the attributes hold Unix file modes. */
const MADE_ON_UNIX = 3;

/** The pictures of a zip file, in the order of its central directory; a member is read only when it is asked for. */
export async function* findZipMembers(
  source: LocatedSource,
  context: ReaderContext,
  passedOver: PassedOver,
): AsyncGenerator<Found, void, undefined> {
  const handle = await context.root.open(source.main, 'source');
  try {
    const budget = new UnpackBudget((await handle.stat()).size, context.unpackAllowance);
    // Names and sizes are checked here, member by member: the library would give up on the whole file.
    const open = () =>
      fromFdPromise(handle.fd, { decodeStrings: false, validateEntrySizes: false, autoClose: false });
    const zip = await open();
    const sidecars = new SidecarIndex();
    for await (const entry of zip.eachEntry()) {
      budget.addMember();
      sidecars.add(nameOfMember(entry).replaceAll('\\', '/'), () =>
        unpackWhole(zip, entry, MAX_SIDECAR_BYTES, budget),
      );
    }
    for await (const entry of (await open()).eachEntry()) {
      const member = await toMember(zip, entry, context, budget);
      if (member === undefined) continue;
      if ('draft' in member) yield member;
      else if (member.picture) {
        const said = await sidecars.of(member.path);
        yield {
          name: member.path,
          draft: () => toDraft(zip, entry, member.path, said, context, budget),
        };
        yield* said.faults;
      } else if (member.path === '' || isHidden(member.path)) passedOver.count('hidden');
      else if (!sidecars.belongs(member.path)) passedOver.add(member.path);
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

/** What a member is: a picture or another file, or a member that must be named as a fault; undefined for a folder. */
async function toMember(
  zip: ZipFile,
  entry: Entry,
  context: ReaderContext,
  budget: UnpackBudget,
): Promise<{ readonly path: string; readonly picture: boolean } | Found | undefined> {
  const name = nameOfMember(entry);
  try {
    const path = memberPath(name);
    if (fileType(entry) === FOLDER || /[/\\]$/.test(name)) return undefined;
    if (isHidden(path)) return { path, picture: false };
    if (fileType(entry) !== REGULAR_FILE) {
      throw new AppError('entry_outside_root', 'The member is a link or a device.');
    }
    const named = isPictureName(path);
    const picture =
      named === 'unsure' ? await looksLikePicture(zip, entry, context, budget) : named === 'yes';
    return { path, picture };
  } catch (error) {
    if (!isAppError(error) || error.code.startsWith('source_')) throw error;
    return {
      name,
      draft: () => {
        throw error;
      },
    };
  }
}

/** Whether a member without a telling name begins as a picture does. */
async function looksLikePicture(
  zip: ZipFile,
  entry: Entry,
  context: ReaderContext,
  budget: UnpackBudget,
): Promise<boolean> {
  if (entry.isEncrypted() || !entry.canDecodeFileData() || entry.uncompressedSize > context.maxImageBytes)
    return false;
  const stream = await zip.openReadStreamPromise(entry);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      budget.add(chunk.length);
      return typeByHead(chunk) !== undefined;
    }
    return false;
  } catch (error) {
    if (isAppError(error)) throw error;
    return false;
  } finally {
    stream.destroy();
  }
}

async function toDraft(
  zip: ZipFile,
  entry: Entry,
  path: string,
  said: Said,
  context: ReaderContext,
  budget: UnpackBudget,
): Promise<Draft> {
  return storeMember(path, await unpackWhole(zip, entry, context.maxImageBytes, budget), context, said);
}

/** @throws AppError `entry_invalid`, `image_too_large`, `image_empty`, `image_corrupt`, and as the budget */
async function unpackWhole(
  zip: ZipFile,
  entry: Entry,
  maxBytes: number,
  budget: UnpackBudget,
): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw new AppError('entry_invalid', 'The member is encrypted.');
  if (!entry.canDecodeFileData())
    throw new AppError('entry_invalid', 'The member is compressed in an unknown way.');
  if (entry.uncompressedSize > maxBytes) throw tooLarge(maxBytes);
  const bytes = await unpack(zip, entry, maxBytes, budget);
  if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32) {
    throw new AppError('image_corrupt', 'The member differs from its checksum.');
  }
  return bytes;
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
