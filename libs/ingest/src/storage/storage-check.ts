import type { ItemPipeline } from '../items/item-pipeline.ts';
import { comparePictures } from './compare-pictures.ts';
import { compareVectors, removeUnusedVectors } from './compare-vectors.ts';
import type { StorageCompared, StorageDifference } from './difference.ts';

/** Whether ledger, vector store and blob store agree: over all tenants, and while the platform works. */
export class StorageCheck {
  readonly #pipeline: ItemPipeline;

  constructor(pipeline: ItemPipeline) {
    this.#pipeline = pipeline;
  }

  /**
   * Compares everything, and ends with what was compared. Memory does not grow with what is stored.
   *
   * @param remove - removes what is left over as it is found; what is lost is never touched
   * @throws AppError `ledger_unavailable`, `vector_store_unavailable`, `blob_store_unavailable`
   */
  async *compare({
    remove,
  }: {
    readonly remove: boolean;
  }): AsyncGenerator<StorageDifference | StorageCompared, void, undefined> {
    const pipeline = this.#pipeline;
    let pictures = 0;
    let items = 0;
    let removed = 0;
    for await (const difference of comparePictures(pipeline, () => (pictures += 1))) {
      yield difference;
      if (!remove || difference.kind !== 'picture_unused') continue;
      await pipeline.pictures.removeUnused(difference.sha256);
      removed += 1;
    }
    for await (const difference of compareVectors(pipeline, (some) => (items += some))) {
      yield difference;
      if (remove && difference.kind === 'vectors_unused' && (await removeUnusedVectors(pipeline, difference)))
        removed += 1;
    }
    yield { kind: 'compared', pictures, items, removed };
  }
}
