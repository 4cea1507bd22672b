import { AppError, type EntryImage } from '@unseen/domain';
import { checkUrl } from '../fetch/check-url.ts';
import type { LocatedSource, ReaderContext } from './reader.ts';

/**
 * The picture a manifest names, located below the import root; nothing when the field is absent or empty.
 * Whether it is there is found out when it is read.
 *
 * @throws AppError `entry_invalid`, `entry_outside_root`
 */
export function imageOf(
  path: unknown,
  source: Pick<LocatedSource, 'pictures'>,
  context: Pick<ReaderContext, 'root'>,
): { image: EntryImage } | Record<string, never> {
  if (path === undefined || path === null || path === '') return {};
  if (typeof path !== 'string')
    throw new AppError('entry_invalid', 'The path of the picture is not a string.');
  if (isAddress(path)) {
    throw new AppError('entry_invalid', 'The picture is an address; pictures are read from files only.');
  }
  return { image: { kind: 'file', path: context.root.locate(path, source.pictures, 'entry') } };
}

/**
 * As {@link imageOf}, for tables people make themselves: a picture may also be an http or https address. Whether it is
 * fetched is decided when the entry is taken in, so that a job can be tried again once fetching is on.
 *
 * @throws AppError `fetch_url_invalid`, and as {@link imageOf}
 */
export function imageOrUrlOf(
  image: unknown,
  source: Pick<LocatedSource, 'pictures'>,
  context: Pick<ReaderContext, 'root'>,
): { image: EntryImage } | Record<string, never> {
  if (typeof image !== 'string') return imageOf(image, source, context);
  const [, file] = /^file:\/\/(?:localhost)?(\/.*)$/is.exec(image) ?? [];
  if (file !== undefined) return imageOf(decoded(file), source, context);
  if (!isAddress(image)) return imageOf(image, source, context);
  return { image: { kind: 'url', url: checkUrl(image).href } };
}

/** A path as it is on disk, of one in an address. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isAddress(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(path) || /^(?:data|blob):/i.test(path);
}
