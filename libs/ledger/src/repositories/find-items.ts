import { sql, type Kysely } from 'kysely';
import {
  asksForText,
  compareSorted,
  compareTexts,
  filterTest,
  HAS_TEXT,
  scalarsAt,
  type Filter,
  type FilterableItem,
  type FilterScalar,
} from '@unseen/domain';
import type { ItemTable, Schema } from '../database/schema.ts';

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

/** Rows read in one go. */
const PAGE = 2_000;

/**
 * Positions of the items of a collection that satisfy a filter, in order. Filters are decided here and not in the
 * database: metadata is kept as it came (see migration 1), and one meaning of a filter is enough to keep right.
 *
 * @param limit - how many at most; memory grows with it, not with the collection
 */
export async function findItems(
  db: Kysely<Schema>,
  scope: { readonly tenant: string; readonly collection: string },
  { filter, sort = [], after }: ItemSearch,
  limit: number,
): Promise<ItemPosition[]> {
  const found: ItemPosition[] = [];
  const holds = filter && filterTest(filter);
  const order = (a: ItemPosition, b: ItemPosition) => comparePositions(sort, a, b);
  const from = sort.length === 0 ? after?.id : undefined;
  const withText = asksForText(filter) || sort.some(({ field }) => field === HAS_TEXT);
  for await (const rows of pages(db, scope, from, withText)) {
    for (const row of rows) {
      const item = itemOf(row);
      if (holds !== undefined && !holds(item)) continue;
      const position = { id: row.id, values: sort.map((key) => valueFor(key, item)) };
      if (after === undefined || order(after, position) < 0) found.push(position);
    }
    if (sort.length > 0 && found.length > limit + PAGE) found.sort(order).splice(limit);
    if (sort.length === 0 && found.length >= limit) break;
  }
  return found.sort(order).slice(0, limit);
}

/** How many items of a collection satisfy a filter. */
export async function countItems(
  db: Kysely<Schema>,
  scope: { readonly tenant: string; readonly collection: string },
  filter: Filter,
): Promise<number> {
  let count = 0;
  const holds = filterTest(filter);
  for await (const rows of pages(db, scope, undefined, asksForText(filter))) {
    for (const row of rows) {
      if (holds(itemOf(row))) count += 1;
    }
  }
  return count;
}

type Row = Pick<ItemTable, 'id' | 'metadata' | 'created_at' | 'image_key'> & { readonly has_text?: boolean };

function itemOf(row: Row): FilterableItem {
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

/** What filters and orders look at of a collection's items, by id. */
async function* pages(
  db: Kysely<Schema>,
  { tenant, collection }: { readonly tenant: string; readonly collection: string },
  after: string | undefined,
  withText: boolean,
): AsyncGenerator<Row[], void, undefined> {
  for (let last = after; ;) {
    const from = last;
    const rows = await db
      .selectFrom('items')
      .select(['id', 'metadata', 'created_at', 'image_key'])
      .$if(withText, (query) => query.select(hasText()))
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('state', '<>', 'deleting')
      .$if(from !== undefined, (query) => query.where('id', '>', from ?? ''))
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)!.id;
  }
}

/** Whether words were read in the picture an item shows now. */
function hasText() {
  return sql<boolean>`exists (
    select from item_texts as texts where texts.tenant = items.tenant and texts.collection = items.collection
      and texts.id = items.id and texts.image_key = items.image_key and json_array_length(texts.words) > 0
  )`.as('has_text');
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
