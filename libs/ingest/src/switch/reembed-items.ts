import type { ItemKey } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { spaceOf } from '../items/build-item.ts';
import type { Embedder } from '../items/embedder.ts';
import { checkEncoderWorks } from '../items/encoder-works.ts';
import type { ItemPipeline } from '../items/item-pipeline.ts';
import { settleAll } from '@unseen/concurrency';
import type { LimitFunction } from 'p-limit';
import { embedStored, type Embedded } from './embed-stored.ts';

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
): Promise<Embedded[]> {
  const outcomes = await settleAll(
    records.map((record) => work.slots(() => embedStored(pipeline.pictures, work.embedder, record))),
  );
  checkEncoderWorks(outcomes.map((outcome) => ('failure' in outcome ? outcome.failure.code : undefined)));
  return outcomes;
}
