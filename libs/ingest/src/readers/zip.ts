import { crc32 } from 'node:zlib';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { ArchiveLinks, deadLink, fromLink } from './archive-links.ts';
import { memberPath, readMember, storeMember, tooLarge, UnpackBudget } from './archive-picture.ts';
import { isHidden, isPictureName, typeByHead } from '@unseen/imaging/types';
import type { PassedOver } from './passed-over.ts';
import type { Draft, Found, LocatedSource, ReaderContext } from './reader.ts';
import type { Said } from './sidecars/read-sidecars.ts';
import { SidecarIndex } from './sidecars/sidecar-index.ts';
import { maxSidecarBytes } from './sidecars/sidecar-names.ts';
import { namesOfZip, type NameOfMember } from './zip-names.ts';
import { findZipPieces } from './zip-pieces.ts';

const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;
/** Longest path a link is read for, in bytes. */
const MAX_LINK_BYTES = 4_096;
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
    const zip = await open().catch(withoutContents);
    if (zip === undefined) {
      yield* findZipPieces(source, context, passedOver);
      return;
    }
    const nameOf = await namesOfZip((await open()).eachEntry());
    const sidecars = new SidecarIndex(context.withPlace);
    const links: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      budget.addMember();
      if (fileType(entry) === LINK) links.push(entry);
      const path = nameOf(entry).replaceAll('\\', '/');
      sidecars.add(path, () => unpackWhole(zip, entry, maxSidecarBytes(path), budget));
    }
    const { targets, through } = await followLinks(zip, links, nameOf, open, budget);
    for await (const entry of (await open()).eachEntry()) {
      const target = fileType(entry) === LINK ? targets.get(nameOf(entry)) : undefined;
      const member =
        target === 'folder' ? undefined : await toMember(zip, entry, nameOf(entry), target, context, budget);
      if (member === undefined) continue;
      if ('draft' in member) yield member;
      else if (member.picture) {
        const said = await sidecars.of(member.path);
        for (const path of [member.path, ...through(member.path).filter((one) => !isHidden(one))]) {
          yield { name: path, draft: () => toDraft(zip, member.file, path, said, context, budget) };
          yield* said.faults;
        }
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

/** Where the links of an archive lead. */
interface Followed {
  /** By their names: a member, a folder, or what is written in a link that leads to neither. */
  readonly targets: ReadonlyMap<string, Entry | 'folder' | DeadTarget>;
  /** Other paths of a file, by links to the folders it is in. */
  readonly through: (path: string) => readonly string[];
}

interface DeadTarget {
  readonly written: string;
}

/**
 * Follows the links; the central directory is gone through once more only where there are some.
 *
 * @param open - begins to go through the members anew
 */
async function followLinks(
  zip: ZipFile,
  entries: readonly Entry[],
  nameOf: NameOfMember,
  open: () => Promise<ZipFile>,
  budget: UnpackBudget,
): Promise<Followed> {
  const written = new Map<string, string>();
  for (const entry of entries) written.set(nameOf(entry), await readLink(zip, entry, budget));
  if (written.size === 0) return { targets: new Map(), through: () => [] };
  const links = new ArchiveLinks();
  for (const [name, target] of written) links.add(name, fromLink(name, target));
  const { ends } = links;
  const files = new Map<string, Entry>();
  for await (const entry of (await open()).eachEntry()) {
    const path = links.endOf(nameOf(entry));
    if (fileType(entry) !== REGULAR_FILE) continue;
    if (ends.has(path)) files.set(path, entry);
    links.through(path);
  }
  const targetOf = (name: string, target: string) =>
    files.get(links.endOf(name)) ?? (links.hasMet(name) ? 'folder' : { written: target });
  return {
    targets: new Map([...written].map(([name, target]) => [name, targetOf(name, target)])),
    through: (path) => links.through(path),
  };
}

/** Nothing where the table of contents at the end is missing. */
function withoutContents(error: unknown): undefined {
  if (!/end of central directory/i.test(messageOf(error))) throw error;
}

/** Where a link leads, as it is written; empty where that cannot be read. */
async function readLink(zip: ZipFile, entry: Entry, budget: UnpackBudget): Promise<string> {
  try {
    return Buffer.from(await unpackWhole(zip, entry, MAX_LINK_BYTES, budget)).toString();
  } catch (error) {
    if (isAppError(error) && !error.code.startsWith('source_')) return '';
    throw error;
  }
}

/**
 * What a member is: a picture or another file, or a member that must be named as a fault; undefined for a folder.
 *
 * @param target - what it leads to, where it is a link
 */
async function toMember(
  zip: ZipFile,
  entry: Entry,
  name: string,
  target: Entry | DeadTarget | undefined,
  context: ReaderContext,
  budget: UnpackBudget,
): Promise<{ readonly path: string; readonly picture: boolean; readonly file: Entry } | Found | undefined> {
  try {
    const path = memberPath(name);
    if (fileType(entry) === FOLDER || /[/\\]$/.test(name)) return undefined;
    if (isHidden(path)) return { path, picture: false, file: entry };
    if (target && 'written' in target) return deadLink(path, target.written);
    const file = target ?? entry;
    if (fileType(file) !== REGULAR_FILE) {
      throw new AppError('entry_outside_root', 'The member is a device or a pipe.');
    }
    const named = isPictureName(path);
    const picture = named === 'unsure' ? await looksLikePicture(zip, file, context, budget) : named === 'yes';
    return { path, picture, file };
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
