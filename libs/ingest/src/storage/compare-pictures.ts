import type { ItemPipeline } from '../items/item-pipeline.ts';
import type { StorageDifference } from './difference.ts';
import { mergeSorted } from './merge-sorted.ts';

/** Pictures the ledger names in one answer. */
const PAGE = 1_000;
/** Items that are named of those that show a lost picture. */
const NAMED = 5;

/**
 * Compares the pictures that are stored with those that something shows. Memory does not grow with their number. A picture that
 * comes or goes meanwhile is no difference: what seems one is looked at again, alone. A lost one is stored again by the next load that
 * offers it.
 *
 * @param seen - called for every stored original
 * @param pace - called between parts; they wait for it
 * @throws AppError `ledger_unavailable`, `blob_store_unavailable`
 */
export async function* comparePictures(
  { pictures, ledger }: ItemPipeline,
  seen: () => void,
  pace: () => Promise<void> = async () => undefined,
): AsyncGenerator<StorageDifference, void, undefined> {
  for await (const { name, left, right } of mergeSorted(pictures.stored('originals'), shown())) {
    if (left) seen();
    if (!left && (await pictures.isLost(name))) {
      yield { kind: 'picture_lost', sha256: name, items: await ledger.pictures.expectAgain(name, NAMED) };
    }
    if (!right && (await pictures.isUnused(name))) yield { kind: 'picture_unused', sha256: name };
  }
  // A thumbnail is made again when it is gone; here only those without a picture are of interest.
  for await (const { name, left, right } of mergeSorted(
    pictures.stored('thumbnails'),
    pictures.stored('originals'),
  )) {
    if (left && !right && (await pictures.isUnused(name))) yield { kind: 'picture_unused', sha256: name };
  }

  async function* shown(): AsyncGenerator<string, void, undefined> {
    for (let after: string | undefined; ;) {
      const page = await ledger.pictures.shown(after, PAGE);
      yield* page;
      await pace();
      if (page.length < PAGE) return;
      after = page.at(-1);
    }
  }
}
