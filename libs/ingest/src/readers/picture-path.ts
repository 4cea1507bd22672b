import { AppError, type EntryImage } from '@unseen/contracts';
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
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(path) || /^(?:data|blob):/i.test(path)) {
    throw new AppError('entry_invalid', 'The picture is an address; pictures are read from files only.');
  }
  return { image: { kind: 'file', path: context.root.locate(path, source.pictures, 'entry') } };
}
