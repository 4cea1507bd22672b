import { isDeepStrictEqual } from 'node:util';
import { AppError, type Metadata } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { mergePatch } from '../util/merge-patch.ts';
import { validateMetadata } from '../validate/metadata.ts';
import { makeContent, type ItemContent } from './item-content.ts';
import type { ItemWish } from './item-wish.ts';

/** What is to be done about a wish: nothing, or write this. */
export type Decision =
  | { readonly status: 'unchanged' | 'skipped' }
  | { readonly status: 'added' | 'updated'; readonly content: ItemContent };

/**
 * The one rule for "this id, this content, this metadata", whoever asks: a single request, a batch or a bulk job.
 *
 * @param existing - the stored item
 * @param imageKey - hash of the picture offered; undefined: none is
 * @param pack - model pack in use: an item with vectors of another is written again
 * @param jobId - the bulk job that asks: an id it wrote already occurs twice in its source
 * @throws AppError `item_conflict`, `item_not_found`, `item_empty`, `entry_id_repeated`, `metadata_invalid`
 */
export function decide(
  existing: ItemRecord | undefined,
  wish: ItemWish,
  imageKey: string | undefined,
  pack: string,
  jobId: string | null,
): Decision {
  const { rule } = wish;
  if (existing === undefined) {
    if (rule === 'merge') throw new AppError('item_not_found', `There is no item "${wish.id}".`);
    const content = makeContent(imageKey ?? null, wish.captions ?? [], wish.metadata ?? {});
    refuseEmpty(content, wish);
    return { status: 'added', content };
  }
  if (rule === 'skip') return { status: 'skipped' };
  const content =
    rule === 'replace'
      ? makeContent(imageKey ?? null, wish.captions ?? [], wish.metadata ?? {})
      : makeContent(
          imageKey ?? (rule === 'create' ? null : existing.imageKey),
          wish.captions ?? (rule === 'create' ? [] : existing.captions),
          rule === 'merge'
            ? mergedMetadata(existing.metadata, wish.metadata)
            : (wish.metadata ?? existing.metadata),
        );
  refuseEmpty(content, wish);
  if (rule === 'create' && content.hash !== existing.contentHash) {
    throw new AppError('item_conflict', `The id "${existing.id}" belongs to an item with other content.`);
  }
  if (isSettled(existing, pack) && isSame(existing, content)) return { status: 'unchanged' };
  if (rule === 'update' && jobId !== null && existing.jobId === jobId && !isSame(existing, content)) {
    throw new AppError('entry_id_repeated', `The id "${existing.id}" occurs more than once in the source.`);
  }
  return { status: 'updated', content };
}

/** Whether an item has its vectors under a pack. */
export function isSettled(record: ItemRecord, pack: string): boolean {
  return record.state === 'indexed' && record.pack === pack;
}

function isSame(existing: ItemRecord, content: ItemContent): boolean {
  return existing.contentHash === content.hash && isDeepStrictEqual(existing.metadata, content.metadata);
}

function mergedMetadata(stored: Metadata, patch: Metadata | null | undefined): Metadata {
  if (patch === null) return {};
  return patch === undefined ? stored : validateMetadata(mergePatch(stored, patch));
}

function refuseEmpty(content: ItemContent, { vectors }: ItemWish): void {
  if (content.imageKey === null && content.captions.length === 0 && vectors?.image === undefined) {
    throw new AppError('item_empty', 'The item has neither a picture nor a caption.');
  }
}
