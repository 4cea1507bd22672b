import { AppError, isAppError, messageOf, type ItemKey, type VectorPoint } from '@unseen/domain';
import type { ItemRecord, ModelSwitchFailure } from '@unseen/ledger';
import { buildPoint, spaceOf } from '../items/build-item.ts';
import type { Embedder } from '../items/embedder.ts';
import { checkEncoderWorks } from '../items/encoder-works.ts';
import type { ItemPipeline } from '../items/item-pipeline.ts';
import { isOurFault } from '../util/is-our-fault.ts';
import { settleAll } from '@unseen/concurrency';
import type { LimitFunction } from 'p-limit';

/** A switch as far as embedding under its target goes. */
export interface Reembedding {
  /** Id of the switch. */
  readonly id: number;
  /** Pack in use, as `name@version`. */
  readonly source: string;
  /** Encoder of the pack to be used. */
  readonly embedder: Embedder;
  /** Bounds the pictures held at once. */
  readonly slots: LimitFunction;
}

/** What became of one item: its point under the target, or why there is none. */
type Outcome = { readonly record: ItemRecord } & (
  { readonly point: VectorPoint } | { readonly failure: ModelSwitchFailure }
);

/**
 * Embeds stored items under another pack, from their originals and captions, beside the vectors they have. An item that cannot be
 * embedded is listed. Items that changed or went meanwhile are left alone; may be done again.
 *
 * @param keys - items of one collection
 * @throws AppError when a part of the platform is away: nothing is lost, do it again
 */
export async function reembedItems(
  pipeline: ItemPipeline,
  work: Reembedding,
  keys: readonly ItemKey[],
): Promise<void> {
  const { ledger, store } = pipeline;
  const target = work.embedder.pack;
  await pipeline.exclusively(keys, async () => {
    const records = (await ledger.items.getMany(keys)).filter(
      ({ state, pack, secondPack }) => state === 'indexed' && pack !== target && secondPack !== target,
    );
    if (records.length === 0) return;
    const outcomes = await embedAll(pipeline, work, records);
    const space = spaceOf(records[0]!, target);
    await store.ensureSpace(space, work.embedder.dimensions);
    const points = outcomes.flatMap((outcome) => ('point' in outcome ? [outcome.point] : []));
    if (points.length > 0) await store.upsert(space, points);
    await ledger.modelSwitches.markEmbedded(
      outcomes.flatMap((outcome) => ('point' in outcome ? [outcome.record] : [])),
      work.source,
      target,
    );
    await ledger.modelSwitches.addFailures(
      work.id,
      outcomes.flatMap((outcome) => ('failure' in outcome ? [outcome.failure] : [])),
    );
  });
}

async function embedAll(
  pipeline: ItemPipeline,
  work: Reembedding,
  records: readonly ItemRecord[],
): Promise<Outcome[]> {
  const outcomes = await settleAll(
    records.map((record) => work.slots(() => embedOne(pipeline, work.embedder, record))),
  );
  checkEncoderWorks(outcomes.map((outcome) => ('failure' in outcome ? outcome.failure.code : undefined)));
  return outcomes;
}

async function embedOne(pipeline: ItemPipeline, embedder: Embedder, record: ItemRecord): Promise<Outcome> {
  const { tenant, collection, id, imageKey, captions, metadata, contentHash: hash } = record;
  const key = { tenant, collection, id };
  try {
    const picture = async () => embedder.picture((await pipeline.pictures.get(imageKey!)).bytes, 'bulk');
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
