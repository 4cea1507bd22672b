import { pipeline, Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { extract, type Header } from 'tar-stream';
import { memberPath, readMember, storeMember, tooLarge, UnpackBudget } from './archive-picture.ts';
import { isHidden, isPictureName } from '@unseen/imaging/types';
import type { Found, LocatedSource, ReaderContext } from './reader.ts';

/**
 * The pictures of a tar file, plain or gzipped, in order. A tar can only be read from start to end: members that are
 * passed over are run through without being kept.
 */
export async function* findTarMembers(
  source: LocatedSource,
  context: ReaderContext,
  gzipped: boolean,
): AsyncGenerator<Found, void, undefined> {
  const handle = await context.root.open(source.main, 'source');
  const budget = new UnpackBudget((await handle.stat()).size, context.unpackAllowance);
  const file = handle.createReadStream({ highWaterMark: 256 * 1024 });
  const members = extract();
  let failure: unknown;
  const settle = (error: unknown): void => {
    failure ??= error;
  };
  if (gzipped)
    pipeline(file, createGunzip(), meter(budget), members as unknown as NodeJS.WritableStream, settle);
  else pipeline(file, members as unknown as NodeJS.WritableStream, settle);
  try {
    for await (const member of members) {
      budget.addMember();
      const found = toFound(member.header, member as unknown as Readable, context);
      if (found !== undefined) yield found;
      member.resume();
    }
    if (failure !== undefined && failure !== null) throw brokenOff(failure);
  } catch (error) {
    throw brokenOff(failure ?? error);
  } finally {
    members.destroy();
    file.destroy();
  }
}

/** A picture, or a member that must be named as a fault; undefined for what is not of interest. */
function toFound(header: Header, member: Readable, context: ReaderContext): Found | undefined {
  let path: string;
  try {
    path = memberPath(header.name);
    if (header.type === 'directory' || isHidden(path)) return undefined;
    if (header.type !== 'file' && header.type !== 'contiguous-file') {
      throw new AppError('entry_outside_root', 'The member is a link or a device.');
    }
  } catch (error) {
    return {
      name: header.name,
      draft: () => {
        throw error;
      },
    };
  }
  if (isPictureName(path) !== 'yes') return undefined;
  return {
    name: path,
    draft: async () => {
      if (header.size > context.maxImageBytes) throw tooLarge(context.maxImageBytes);
      const bytes = await readMember(member, context.maxImageBytes).catch((error: unknown) => {
        throw brokenOff(error);
      });
      return storeMember(path, bytes, context);
    },
  };
}

/** What follows a break in a tar cannot be found: it is the end of the source. */
function brokenOff(error: unknown): AppError {
  return isAppError(error)
    ? error
    : new AppError('source_invalid', `The file cannot be read as tar: ${messageOf(error).slice(0, 200)}`, {
        cause: error,
      });
}

/** Counts what comes out of the decompressor, also where nothing of it is a picture. */
function meter(budget: UnpackBudget): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      try {
        budget.add(chunk.length);
        callback(null, chunk);
      } catch (error) {
        callback(error as Error);
      }
    },
  });
}
