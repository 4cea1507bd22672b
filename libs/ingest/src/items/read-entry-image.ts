import { AppError, type Entry } from '@unseen/domain';
import type { Fetcher } from '../fetch/fetcher.ts';
import type { ImportRoots } from '../paths/import-roots.ts';
import type { PictureStore } from './picture-store.ts';
import type { SourceImage } from './item-content.ts';
import type { OfferedPicture } from './item-wish.ts';

/** Where the pictures of entries are. */
export interface EntryImages {
  readonly roots: ImportRoots;
  readonly pictures: PictureStore;
  /** Largest picture file, in bytes. */
  readonly maxImageBytes: number;
  /** Fetches pictures from web addresses; absent: they are not fetched. */
  readonly fetcher?: Fetcher;
}

/**
 * Reads the picture an entry names; undefined when it names none.
 *
 * @param signal - ends a fetch under way
 * @throws AppError `entry_image_missing`, `entry_outside_root`, `image_too_large`, `blob_not_found`, `fetch_*`
 */
export async function readEntryImage(
  images: EntryImages,
  tenant: string,
  { image }: Entry,
  signal?: AbortSignal,
): Promise<Uint8Array | SourceImage | undefined> {
  if (image === undefined) return undefined;
  if (image.kind === 'file') {
    return (await images.roots.of(tenant)).readFile(image.path, images.maxImageBytes, 'entry');
  }
  if (image.kind === 'url') {
    if (images.fetcher === undefined)
      throw new AppError(
        'fetch_disabled',
        'The picture is a web address, and fetching is off: start with UNSEEN_FETCH_URLS=on, then retry the job.',
      );
    return images.fetcher.fetch(image.url, signal);
  }
  // A key ends with the hash of the content: it need not be taken again.
  return images.pictures.get(image.key.slice(image.key.lastIndexOf('/') + 1));
}

/**
 * The picture an entry names, to be read when it must be; undefined when it names none. A file that was not changed
 * since it was read is known by its place, size and time of change.
 *
 * @param signal - ends a fetch under way
 */
export function offerEntryImage(
  images: EntryImages,
  tenant: string,
  entry: Entry,
  signal: AbortSignal,
): OfferedPicture | undefined {
  const { image } = entry;
  if (image === undefined) return undefined;
  const read = async (): Promise<Uint8Array | SourceImage> => {
    if (signal.aborted) throw new AppError('shutting_down', 'The service is stopping.');
    try {
      return (await readEntryImage(images, tenant, entry, signal))!;
    } catch (error) {
      // A fetch that is broken off is not the entry's fault.
      if (signal.aborted) throw new AppError('shutting_down', 'The service is stopping.', { cause: error });
      throw error;
    }
  };
  if (image.kind === 'url') return { read };
  if (image.kind === 'blob') return { stamp: async () => image.key, read };
  return { stamp: async () => (await images.roots.of(tenant)).stampOf(image.path, 'entry'), read };
}
