import { AppError, isAppError, messageOf, type VectorPoint } from '@unseen/domain';
import type { ItemRecord, ModelSwitchFailure } from '@unseen/ledger';
import { buildPoint } from '../items/build-item.ts';
import type { Embedder } from '../items/embedder.ts';
import type { PictureStore } from '../items/picture-store.ts';
import { isOurFault } from '../util/is-our-fault.ts';

/** What became of one item: its point under the target, or why there is none. */
export type Embedded = { readonly record: ItemRecord } & (
  { readonly point: VectorPoint } | { readonly failure: ModelSwitchFailure }
);

/**
 * Embeds a stored item under another pack, from its original and captions.
 * @throws AppError when a part of the platform is away
 */
export async function embedStored(
  pictures: Pick<PictureStore, 'get'>,
  embedder: Embedder,
  record: ItemRecord,
): Promise<Embedded> {
  const { tenant, collection, id, imageKey, captions, metadata, contentHash: hash } = record;
  const key = { tenant, collection, id };
  try {
    const picture = async () => embedder.picture((await pictures.get(imageKey!)).bytes, 'bulk');
    const [seen, words] = await Promise.all([
      imageKey === null ? undefined : picture(),
      captions.length === 0 ? undefined : embedder.captions(captions, 'bulk'),
    ]);
    if (seen === undefined && words === undefined) {
      throw new AppError('blob_not_found', 'It came as vectors alone; there is nothing to make others of.');
    }
    const content = { imageKey, captions, metadata, hash };
    return { record, point: buildPoint(key, embedder.pack, content, seen, words, record.createdAt) };
  } catch (error) {
    if (isOurFault(error)) throw error;
    const code = isAppError(error) ? error.code : 'internal';
    return { record, failure: { ...key, code, reason: messageOf(error) } };
  }
}
