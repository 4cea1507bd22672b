import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { isHidden, isPictureName, typeByHead } from '@unseen/imaging/types';
import { ArchiveLinks, deadLink, fromLink } from './archive-links.ts';
import { memberPath, readMember, storeMember, tooLarge } from './archive-picture.ts';
import type { PassedOver } from './passed-over.ts';
import type { Found, ReaderContext } from './reader.ts';
import { tooLong } from './sidecars/read-sidecars.ts';
import { SidecarIndex } from './sidecars/sidecar-index.ts';
import { isSidecarName, maxSidecarBytes } from './sidecars/sidecar-names.ts';

/** Bytes of texts beside pictures that one archive may have. */
const MAX_SIDECARS_BYTES = 256 * 2 ** 20;

/** A member of an archive that is read from start to end. */
export interface ArchiveMember {
  readonly header: {
    readonly name: string;
    /** `file`, `directory`, `link`, `symlink`, ... as in tar. */
    readonly type?: string | null;
    readonly size?: number;
    readonly linkname?: string | null;
  };
  /** To be read, or not, before the next member is asked for. */
  readonly body: Readable;
}

/** Begins to read the members anew. @param broken - what is thrown where the archive breaks off */
export type OpenMembers = (
  broken: (error: unknown) => AppError,
) => AsyncGenerator<ArchiveMember, void, undefined>;

/**
 * The pictures of an archive that can only be read from start to end. It is run through once for the texts beside the pictures, which need not
 * stand next to them, and once for the pictures; members that are passed over are not kept.
 */
export async function* findMembersInOrder(
  open: OpenMembers,
  context: ReaderContext,
  passedOver: PassedOver,
): AsyncGenerator<Found, void, undefined> {
  const { sidecars, links } = await lookThrough(open, context);
  let pictures = 0;
  for await (const { header, body } of open((error) => brokenOff(error, pictures))) {
    if (isLink(header)) continue;
    const member = await toMember(header, body);
    if (member === undefined) continue;
    if ('draft' in member) {
      yield member;
      continue;
    }
    const read = once(async () => {
      if ((header.size ?? 0) > context.maxImageBytes) throw tooLarge(context.maxImageBytes);
      return readMember(member.body, context.maxImageBytes).catch((error: unknown) => {
        throw brokenOff(error, pictures);
      });
    });
    // A link is the same picture once more, under its own name; one to a folder shows the texts in it as well.
    const linked = links.to(member.path).filter((path) => !isHidden(path) && isPictureName(path) === 'yes');
    const through = links.through(member.path).filter((path) => !isHidden(path));
    for (const path of member.picture ? [member.path, ...linked, ...through] : linked) {
      const said = await sidecars.of(linked.includes(path) ? path : member.path);
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

function isLink({ type }: ArchiveMember['header']): boolean {
  return type === 'link' || type === 'symlink';
}

/** What a link leads to: a hard link names a member, a symbolic one a path from where it stands. */
function targetOf({ name, type, linkname }: ArchiveMember['header']): string {
  const target = linkname ?? '';
  return type === 'symlink' ? fromLink(name, target) : target;
}

/** The names of the pictures, the texts that may belong to them, and what links to what; up to a break, which the reading itself will report. */
async function lookThrough(
  open: OpenMembers,
  context: ReaderContext,
): Promise<{ readonly sidecars: SidecarIndex; readonly links: ArchiveLinks }> {
  const sidecars = new SidecarIndex(context.withPlace);
  const links = new ArchiveLinks();
  let held = 0;
  try {
    for await (const { header, body } of open((error) => brokenOff(error, 0))) {
      const path = header.name.replace(/^(?:\.\/)+/, '');
      if (isLink(header)) {
        links.add(header.name, targetOf(header));
        if (!isSidecarName(path)) sidecars.add(path, () => Promise.resolve(new Uint8Array()));
      }
      if (header.type !== 'file' || isHidden(path)) continue;
      if (!isSidecarName(path) || (header.size ?? 0) > maxSidecarBytes(path)) {
        sidecars.add(path, () => Promise.reject(tooLong(path)));
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
  header: ArchiveMember['header'],
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

/** What follows a break cannot be found: it is the end of the source. @param pictures - how many came before */
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
