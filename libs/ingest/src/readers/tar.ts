import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { extract, type Header } from 'tar-stream';
import { memberPath, readMember, storeMember, tooLarge, UnpackBudget } from './archive-picture.ts';
import { isHidden, isPictureName, typeByHead } from '@unseen/imaging/types';
import type { PassedOver } from './passed-over.ts';
import { ArchiveLinks, deadLink, fromLink } from './archive-links.ts';
import { unpackers, type Packing } from './packing.ts';
import type { Found, LocatedSource, ReaderContext } from './reader.ts';
import { isSidecarName, MAX_SIDECAR_BYTES, SidecarIndex } from './sidecars.ts';

/** Bytes of texts beside pictures that one archive may have. */
const MAX_SIDECARS_BYTES = 256 * 2 ** 20;

/**
 * The pictures of a tar file, packed or not, in order. A tar can only be read from start to end: it is run through once for the texts beside the
 * pictures, which need not stand next to them, and once for the pictures; members that are passed over are not kept.
 */
export async function* findTarMembers(
  source: LocatedSource,
  context: ReaderContext,
  packing: Packing | undefined,
  passedOver: PassedOver,
): AsyncGenerator<Found, void, undefined> {
  const { sidecars, links } = await lookThrough(source, context, packing);
  let pictures = 0;
  const members = readMembers(source, context, packing, (error) => brokenOff(error, pictures));
  for await (const { header, body } of members) {
    if (isLink(header)) continue;
    const member = await toMember(header, body);
    if (member === undefined) continue;
    if ('draft' in member) {
      yield member;
      continue;
    }
    const read = once(async () => {
      if (header.size > context.maxImageBytes) throw tooLarge(context.maxImageBytes);
      return readMember(member.body, context.maxImageBytes).catch((error: unknown) => {
        throw brokenOff(error, pictures);
      });
    });
    // A link is the same picture once more, under its own name.
    const linked = links.to(member.path).filter((path) => !isHidden(path) && isPictureName(path) === 'yes');
    for (const path of member.picture ? [member.path, ...linked] : linked) {
      const said = await sidecars.of(path);
      yield { name: path, draft: async () => storeMember(memberPath(path), await read(), context, said) };
      pictures += 1;
      yield* said.faults;
    }
    if (member.picture) continue;
    if (isHidden(member.path)) passedOver.count('hidden');
    else if (!sidecars.belongs(member.path)) passedOver.add(member.path);
  }
  for (const { path, target } of links.unresolved()) {
    if (isHidden(path)) passedOver.count('hidden');
    else yield deadLink(path, target);
  }
}

function isLink({ type }: Header): boolean {
  return type === 'link' || type === 'symlink';
}

/** What a link leads to: a hard link names a member, a symbolic one a path from where it stands. */
function targetOf({ name, type, linkname }: Header): string {
  const target = linkname ?? '';
  return type === 'symlink' ? fromLink(name, target) : target;
}

interface TarMember {
  readonly header: Header;
  readonly body: Readable;
}

/** Members in order; what is not read of one is run through when the next is asked for. */
async function* readMembers(
  source: LocatedSource,
  context: ReaderContext,
  packing: Packing | undefined,
  broken: (error: unknown) => AppError,
): AsyncGenerator<TarMember, void, undefined> {
  const handle = await context.root.open(source.main, 'source');
  const budget = new UnpackBudget((await handle.stat()).size, context.unpackAllowance);
  const file = handle.createReadStream({ highWaterMark: 256 * 1024 });
  const members = extract();
  let failure: unknown;
  const settle = (error: unknown): void => {
    failure ??= error;
  };
  const unpacking = packing === undefined ? [] : unpackers(packing, budget);
  pipeline([file, ...unpacking, members as unknown as NodeJS.WritableStream], settle);
  try {
    for await (const member of members) {
      budget.addMember();
      yield { header: member.header, body: member as unknown as Readable };
      member.resume();
    }
    if (failure !== undefined && failure !== null) throw broken(failure);
  } catch (error) {
    throw broken(failure ?? error);
  } finally {
    members.destroy();
    file.destroy();
  }
}

/** The names of the pictures, the texts that may belong to them, and what links to what; up to a break, which the reading itself will report. */
async function lookThrough(
  source: LocatedSource,
  context: ReaderContext,
  packing: Packing | undefined,
): Promise<{ readonly sidecars: SidecarIndex; readonly links: ArchiveLinks }> {
  const sidecars = new SidecarIndex();
  const links = new ArchiveLinks();
  let held = 0;
  try {
    for await (const { header, body } of readMembers(source, context, packing, (error) =>
      brokenOff(error, 0),
    )) {
      const path = header.name.replace(/^(?:\.\/)+/, '');
      if (isLink(header)) {
        links.add(header.name, targetOf(header));
        if (!isSidecarName(path)) sidecars.add(path, () => Promise.resolve(new Uint8Array()));
      }
      if (header.type !== 'file' || isHidden(path)) continue;
      if (!isSidecarName(path) || (header.size ?? 0) > MAX_SIDECAR_BYTES) {
        sidecars.add(path, () =>
          Promise.reject(new AppError('caption_invalid', `It has more than ${MAX_SIDECAR_BYTES} bytes.`)),
        );
        continue;
      }
      const bytes = await buffer(body);
      held += bytes.length;
      if (held > MAX_SIDECARS_BYTES) {
        throw new AppError(
          'source_invalid',
          'The texts beside the pictures are too many for one archive: split it.',
        );
      }
      sidecars.add(path, () => Promise.resolve(bytes));
    }
  } catch (error) {
    if (held > MAX_SIDECARS_BYTES) throw error;
  }
  return { sidecars, links };
}

/** A picture or another file, or a member that must be named as a fault; undefined for a folder. */
async function toMember(
  header: Header,
  body: Readable,
): Promise<
  { readonly path: string; readonly picture: boolean; readonly body: Readable } | Found | undefined
> {
  try {
    const path = memberPath(header.name);
    if (header.type === 'directory') return undefined;
    if (isHidden(path)) return { path, picture: false, body };
    if (header.type !== 'file' && header.type !== 'contiguous-file') {
      throw new AppError('entry_outside_root', 'The member is a device or a pipe.');
    }
    const named = isPictureName(path);
    if (named !== 'unsure') return { path, picture: named === 'yes', body };
    const head = await firstChunk(body);
    return { path, picture: typeByHead(head.chunk) !== undefined, body: head.whole };
  } catch (error) {
    if (!isAppError(error) || error.code.startsWith('source_')) throw error;
    return {
      name: header.name,
      draft: () => {
        throw error;
      },
    };
  }
}

/** The beginning of a stream, and the stream as if nothing had been taken from it. */
async function firstChunk(body: Readable): Promise<{ chunk: Uint8Array; whole: Readable }> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const first = await chunks.next();
  const chunk = first.done === true ? new Uint8Array() : first.value;
  const rest = async function* () {
    yield chunk;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  };
  return { chunk, whole: Readable.from(rest()) };
}

/** What follows a break in a tar cannot be found: it is the end of the source. @param pictures - how many came before */
function brokenOff(error: unknown, pictures: number): AppError {
  if (isAppError(error)) return error;
  const reason = /unexpected end/i.test(messageOf(error))
    ? 'The archive ends early'
    : 'The archive is damaged';
  return new AppError('source_invalid', `${reason}: ${pictures} pictures come before the break.`, {
    cause: error,
  });
}

/** A task that is done when it is first asked for. */
function once<T>(task: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= task());
}
