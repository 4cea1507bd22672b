import type { VectorSpaceKey } from '@unseen/domain';
import { dirname } from 'node:path';
import { readCaptions } from './captions.ts';
import { loadPictures, openEngines } from './engines.ts';
import { blends, pictureVectors } from './grown-vectors.ts';

/** Where the vectors come from, and how many there are to be. */
export interface Growth {
  /** Folder of pictures. */
  readonly folder: string;
  /** Token file; captions spread over it are the queries. */
  readonly captions: string;
  readonly vectors: number;
  readonly queries: number;
  /** Folder that keeps the embedded pictures for the next run. */
  readonly keep?: string;
}

/** A collection far larger than the pictures at hand: their vectors, blends of alike ones, and captions to search with. */
export interface GrownCollection {
  readonly space: VectorSpaceKey;
  /** D floats each, L2-normalized; those of the pictures first. */
  readonly vectors: readonly Float32Array[];
  readonly queries: readonly Float32Array[];
}

/** Embeds pictures and captions, and makes blends up to the number wanted. */
export async function growCollection(growth: Growth): Promise<GrownCollection> {
  const { folder, captions, vectors: count, queries: most, keep } = growth;
  const engines = await openEngines(dirname(folder), { threads: 2, batch: 8, keep });
  const space = { tenant: 'default', collection: 'all', pack: engines.encoder.pack.id };
  try {
    await loadPictures(engines, space, folder);
    const photographs = await pictureVectors(engines.store, space);
    const vectors = [...photographs, ...blends(photographs, count - photographs.length)];
    const all = await readCaptions(captions, undefined);
    const every = Math.max(1, Math.floor(all.length / most));
    const queries: Float32Array[] = [];
    for (const { text } of all.filter((_, at) => at % every === 0).slice(0, most)) {
      queries.push((await engines.encoder.encodeText(text, 'interactive')).global);
    }
    console.log(
      `\n${vectors.length} vectors, ${photographs.length} of them of pictures; ${queries.length} queries`,
    );
    return { space, vectors, queries };
  } finally {
    await engines.close();
  }
}
