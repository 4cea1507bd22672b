import type { Kysely } from 'kysely';
import {
  asksForText,
  compareSorted,
  compareTexts,
  filterTest,
  HAS_TEXT,
  instantOf,
  scalarsAt,
  type Filter,
  type FilterableItem,
  type FilterScalar,
} from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import { itemCondition, type ItemScope } from './item-condition.ts';
import { ItemRows, type ItemRow, type Portions } from './item-rows.ts';

/** One field to sort by. */
export interface SortKey {
  /** `$id`, `$createdAt`, or the dotted path of a metadata field. */
  readonly field: string;
  readonly order: 'asc' | 'desc';
}

/** Which items of a collection to find, and in which order. */
export interface ItemSearch {
  readonly filter?: Filter;
  /** Absent or empty: by id. Items without the field come last; those that are alike, by id. */
  readonly sort?: readonly SortKey[];
  /** Where the page before ended. */
  readonly after?: ItemPosition;
}

/** The place of an item in an order: its values of the fields sorted by, null where it has none. */
export interface ItemPosition {
  readonly values: readonly (FilterScalar | null)[];
  readonly id: string;
}

/**
 * Positions of the items of a collection that satisfy a filter, in order. The database leaves out what it can tell to be none of them, by an
 * index where there is one; what a filter means is decided here, so that it means the same as everywhere.
 *
 * @param limit - how many at most; memory grows with it, not with the collection
 */
export async function findItems(
  db: Kysely<Schema>,
  scope: ItemScope,
  { filter, sort = [], after }: ItemSearch,
  limit: number,
  portions: Portions,
): Promise<ItemPosition[]> {
  const holds = filter && filterTest(filter);
  const order = (a: ItemPosition, b: ItemPosition) => comparePositions(sort, a, b);
  const withText = asksForText(filter) || sort.some(({ field }) => field === HAS_TEXT);
  const { rows, inOrder } = await candidates(new ItemRows(db, scope, withText, limit, portions), {
    filter,
    sort,
    after,
  });
  const found: ItemPosition[] = [];
  for await (const some of rows) {
    for (const row of some) {
      const item = itemOf(row);
      if (holds !== undefined && !holds(item)) continue;
      const position = { id: row.id, values: sort.map((key) => valueFor(key, item)) };
      if (after === undefined || order(after, position) < 0) found.push(position);
    }
    if (inOrder && found.length >= limit) break;
    if (!inOrder && found.length > limit + portions.rows) found.sort(order).splice(limit);
  }
  return found.sort(order).slice(0, limit);
}

/** Rows among which the items of a search are, and whether they come in its order. */
async function candidates(
  items: ItemRows,
  { filter, sort = [], after }: ItemSearch,
): Promise<{ rows: AsyncIterable<ItemRow[]>; inOrder: boolean }> {
  const byId = sort.length === 0;
  const from = byId ? after?.id : undefined;
  const condition = filter && itemCondition(filter, items.scope);
  const few = condition?.indexed && !byId ? await items.few(condition) : undefined;
  if (few !== undefined) return { rows: items.named(few), inOrder: false };
  const [first, ...others] = sort;
  if (first?.field === '$createdAt' && others.length === 0) {
    const time = after && instantOf(String(after.values[0]));
    if (after === undefined) return { rows: items.byTime(first.order), inOrder: true };
    // Else the page before ended where no item of this ledger stands.
    if (time !== undefined && time >= 0) {
      return { rows: items.byTime(first.order, { time: new Date(time), id: after.id }), inOrder: true };
    }
  }
  return {
    rows: condition === undefined ? items.byId(from) : items.within(condition, from),
    inOrder: byId,
  };
}

/** How many items of a collection satisfy a filter. */
export async function countItems(
  db: Kysely<Schema>,
  scope: ItemScope,
  filter: Filter,
  portions: Portions,
): Promise<number> {
  const items = new ItemRows(db, scope, asksForText(filter), portions.rows, portions);
  const condition = itemCondition(filter, scope);
  if (condition.exact) return items.count(condition);
  const few = condition.indexed ? await items.few(condition) : undefined;
  const holds = filterTest(filter);
  let count = 0;
  for await (const rows of few === undefined ? items.within(condition) : items.named(few)) {
    count += rows.filter((row) => holds(itemOf(row))).length;
  }
  return count;
}

function itemOf(row: ItemRow): FilterableItem {
  return {
    itemId: row.id,
    payload: {
      metadata: row.metadata,
      hasImage: row.image_key !== null,
      createdAt: row.created_at.getTime(),
      hasText: row.has_text,
    },
  };
}

/** The value of a field an item is sorted by: of a list the one that comes first in that order. */
function valueFor({ field, order }: SortKey, item: FilterableItem): FilterScalar | null {
  const values = scalarsAt(item, field).sort(compareSorted);
  return (order === 'asc' ? values[0] : values.at(-1)) ?? null;
}

function comparePositions(sort: readonly SortKey[], a: ItemPosition, b: ItemPosition): number {
  for (const [index, { order }] of sort.entries()) {
    const [x, y] = [a.values[index] ?? null, b.values[index] ?? null];
    if (x === null || y === null) {
      if (x !== y) return x === null ? 1 : -1;
      continue;
    }
    const difference = compareSorted(x, y);
    if (difference !== 0) return order === 'asc' ? difference : -difference;
  }
  return compareTexts(a.id, b.id);
}
