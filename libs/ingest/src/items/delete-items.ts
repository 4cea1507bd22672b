import { asksForText, filterTest, type Filter, type FilterableItem, type ItemKey } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import type { ItemPipeline } from './item-pipeline.ts';
import type { WriteRule } from './item-wish.ts';
import { takeItems } from './take-items.ts';

/** Which items of a collection: these, or those that satisfy a filter; without one, all. */
export type ItemSelection = { readonly ids: readonly string[] } | { readonly filter: Filter | undefined };

/** Whether items go for good, or into the trash. */
export type RemovalRule = Extract<WriteRule, 'delete' | 'trash'>;

/** Items removed in one go. */
const PAGE = 500;

/** Removes items of one collection; see `ItemIngestor.deleteMany`. */
export async function deleteItems(
  pipeline: ItemPipeline,
  scope: Pick<ItemKey, 'tenant' | 'collection'>,
  which: ItemSelection,
  { dryRun = false, rule = 'delete' }: { readonly dryRun?: boolean; readonly rule?: RemovalRule },
): Promise<{ matched: number; deleted: number }> {
  if (dryRun && 'filter' in which) {
    const { tenant, collection } = scope;
    return { matched: await pipeline.ledger.items.count(tenant, collection, which.filter), deleted: 0 };
  }
  let matched = 0;
  let deleted = 0;
  for await (const ids of pagesOf(pipeline, scope, which)) {
    matched += ids.length;
    if (!dryRun) deleted += await deletePage(pipeline, scope, ids, which, rule);
  }
  return { matched, deleted };
}

/** Removes the items of one page. @returns how many were there, and still wanted gone */
export async function deletePage(
  pipeline: ItemPipeline,
  scope: Pick<ItemKey, 'tenant' | 'collection'>,
  ids: readonly string[],
  which: ItemSelection,
  rule: RemovalRule = 'delete',
): Promise<number> {
  const filter = 'filter' in which ? which.filter : undefined;
  const holds = filter && filterTest(filter);
  const texts = asksForText(filter) ? await pipeline.ledger.texts.wordsOf(scope, ids) : undefined;
  const require = (existing: ItemRecord | undefined) => {
    if (existing === undefined || holds === undefined) return;
    const hasText = texts && (texts.get(existing.id)?.length ?? 0) > 0;
    if (!holds(asFilterable(existing, hasText))) throw new Spared();
  };
  const wishes = ids.map((id) => ({ rule, id, require }));
  const outcomes = await takeItems(pipeline, scope, wishes, {
    lane: 'bulk',
    jobId: null,
    slot: (task) => task(),
    save: async () => undefined,
  });
  return outcomes.filter(({ status }) => status === 'deleted').length;
}

/** An item was changed since it was found, and is not meant any more. */
class Spared extends Error {}

/** The ids of the items that are there, a page at a time. */
async function* pagesOf(
  { ledger }: ItemPipeline,
  scope: Pick<ItemKey, 'tenant' | 'collection'>,
  which: ItemSelection,
): AsyncGenerator<string[], void, undefined> {
  if ('ids' in which) {
    const ids = [...new Set(which.ids)];
    for (let start = 0; start < ids.length; start += PAGE) {
      const keys = ids.slice(start, start + PAGE).map((id) => ({ ...scope, id }));
      const there = await ledger.items.getMany(keys);
      yield there.filter(({ state }) => state !== 'deleting').map(({ id }) => id);
    }
    return;
  }
  for (let last: string | undefined; ;) {
    const after = last === undefined ? undefined : { id: last, values: [] };
    const found = await ledger.items.find(scope, { filter: which.filter, after }, PAGE);
    if (found.length > 0) yield found.map(({ id }) => id);
    if (found.length < PAGE) return;
    last = found.at(-1)!.id;
  }
}

function asFilterable(
  { id, metadata, imageKey, createdAt }: ItemRecord,
  hasText: boolean | undefined,
): FilterableItem {
  return {
    itemId: id,
    payload: { metadata, hasImage: imageKey !== null, createdAt: createdAt.getTime(), hasText },
  };
}
