import { AppError, isAppError, type SkippedEntry } from '@unseen/domain';
import { type Embedder, type EmbeddedPicture, type ImportRoot } from '@unseen/ingest';
import type { SetPicture } from '../set/picture-set.ts';
import pMap from 'p-map';
import { joinVectors, type Gallery } from './gallery.ts';

/** Where pictures are read and with what they are embedded. */
export interface PictureSources {
  readonly root: ImportRoot;
  /** Folder of the pictures, located. */
  readonly folder: string;
  readonly embedder: Embedder;
  /** Largest picture file, in bytes. */
  readonly maxImageBytes: number;
}

/** Pictures read and decoded beyond those the encoder has under way. */
const AHEAD = 4;

/**
 * Embeds pictures the way ingestion does: decoded, encoded, regions quantized into blocks. A picture that cannot be read is
 * left out with its captions, and said.
 * @param done - called after each picture
 * @throws AppError `evaluation_empty` when none is left
 */
export async function embedPictures(
  pictures: readonly SetPicture[],
  sources: PictureSources,
  done: () => void,
): Promise<Gallery> {
  const skipped: SkippedEntry[] = [];
  const embedded = await pMap(
    pictures,
    async (picture): Promise<{ picture: SetPicture; result: EmbeddedPicture } | undefined> => {
      try {
        return {
          picture,
          result: await sources.embedder.picture(await readPicture(picture, sources), 'bulk'),
        };
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        skipped.push({ id: picture.id, code: error.code, reason: error.message });
        return undefined;
      } finally {
        done();
      }
    },
    { concurrency: sources.embedder.bulkDepth + AHEAD },
  );
  const kept = embedded.filter((entry) => entry !== undefined);
  if (kept.length === 0) {
    const [first] = skipped;
    throw new AppError(
      'evaluation_empty',
      `None of ${pictures.length} pictures can be read: ${first?.reason}`,
    );
  }
  return {
    pictures: kept.map(({ picture }) => picture),
    candidates: kept.map(({ result }) => ({ imageGlobal: result.vector, regions: result.regions })),
    vectors: joinVectors(kept.map(({ result }) => result.vector)),
    skipped,
  };
}

/** The file; where the annotations name a folder that is not there, the file of that name in the folder of the pictures. */
export async function readPicture(
  { id, path }: SetPicture,
  { root, folder, maxImageBytes }: Omit<PictureSources, 'embedder'>,
): Promise<Uint8Array> {
  try {
    return await root.readFile(path, maxImageBytes, 'entry');
  } catch (error) {
    const flat = root.locate(id.replace(/^.*[\\/]/, ''), folder, 'entry');
    if (!isAppError(error, 'entry_image_missing') || flat === path) throw error;
    return root.readFile(flat, maxImageBytes, 'entry');
  }
}
