import { createHash } from 'node:crypto';
import { settleAll } from '@unseen/concurrency';
import { identifyImage } from '@unseen/imaging';
import type { ExemplarPicture } from '@unseen/ledger';
import type { ClassParts } from '../class-parts.ts';
import { pictureVector } from '../prototype/picture-vector.ts';

/**
 * Makes exemplars of picture files and keeps their vectors.
 * @returns an exemplar for each file, in order
 * @throws AppError `image_*`, `encoder_failed`
 */
export async function keepPictures(
  { ledger, encoder, decodeLimits }: Pick<ClassParts, 'ledger' | 'encoder' | 'decodeLimits'>,
  tenant: string,
  files: readonly Uint8Array[],
): Promise<ExemplarPicture[]> {
  const made = await settleAll(
    files.map(async (bytes) => {
      const hash = createHash('sha256').update(bytes).digest('hex');
      return { id: hash.slice(0, 32), hash, vector: await pictureVector(encoder, decodeLimits, bytes) };
    }),
  );
  await ledger.prototypes.putExemplars(tenant, encoder.pack.id, made);
  return made.map(({ id, hash }) => ({ id, hash }));
}

/**
 * Runs a change that shows picture files as exemplars. They are stored before it and stay when it has put them to use.
 * @param work - gets an exemplar for each file, and must tell the ledger of them
 * @throws AppError as {@link keepPictures}, `blob_store_unavailable`, and what `work` throws
 */
export async function withPictures<T>(
  parts: Pick<ClassParts, 'ledger' | 'encoder' | 'decodeLimits' | 'pictures'>,
  tenant: string,
  files: readonly Uint8Array[],
  work: (shown: readonly ExemplarPicture[]) => Promise<T>,
): Promise<T> {
  const { pictures, decodeLimits } = parts;
  const shown = await keepPictures(parts, tenant, files);
  const held: string[] = [];
  try {
    for (const [at, { hash }] of shown.entries()) {
      const bytes = files[at]!;
      held.push(hash);
      await pictures.hold(hash);
      await pictures.put({ bytes, hash, stored: false }, await identifyImage(bytes, decodeLimits));
    }
    return await work(shown);
  } finally {
    await pictures.drop(held);
  }
}
