import { sql, type Kysely } from 'kysely';
import type { Filter, ItemKey } from '@unseen/domain';
import type { ItemTable, Schema } from '../database/schema.ts';
import type { ItemRecord, ItemWrite } from '../records/item-record.ts';
import { countItems, findItems, type ItemPosition, type ItemSearch } from './find-items.ts';
import type { ItemScope } from './item-condition.ts';
import { toRecord } from './item-row.ts';
import type { Portions } from './item-rows.ts';
import { keyRows, type ItemVersion } from './key-rows.ts';
import { lacking } from './lacking.ts';
import { isStorable } from './text.ts';
import { writeItems } from './write-items.ts';

/** The items: what is stored, and how far each has come. Every method throws AppError `ledger_unavailable`. */
export class ItemRepository {
  readonly #db: Kysely<Schema>;
  readonly #portions: Portions;

  /** @param portions - how much of a large collection is looked at in one go */
  constructor(db: Kysely<Schema>, portions: Portions) {
    this.#db = db;
    this.#portions = portions;
  }

  /** The item, in any state. */
  async get(key: ItemKey): Promise<ItemRecord | undefined> {
    return (await this.getMany([key]))[0];
  }

  /** The items that are there, in the order asked. */
  async getMany(keys: readonly ItemKey[]): Promise<ItemRecord[]> {
    const wanted = keys.filter((key) => isStorable(key.id));
    if (wanted.length === 0) {
      return [];
    }
    const { rows } = await sql<ItemTable>`
      select items.* from ${keyRows(wanted)}
      join items using (tenant, collection, id) order by position
    `.execute(this.#db);
    return rows.map(toRecord);
  }

  /** Pixels of the pictures of items, by item id: asked for with every page of hits, so no more than that is read. */
  async pictureSizes(
    tenant: string,
    collection: string,
    ids: readonly string[],
  ): Promise<Map<string, { readonly width: number; readonly height: number }>> {
    const { rows } = await sql<{ id: string; width: number; height: number }>`
      select id, width, height from items
      where tenant = ${tenant} and collection = ${collection} and id = any(${ids.filter(isStorable)}::text[])
        and width is not null and height is not null
    `.execute(this.#db);
    return new Map(rows.map(({ id, width, height }) => [id, { width, height }]));
  }

  /**
   * Writes items in the state given, in one statement: new ones are added, known ones replaced. Durable when it resolves.
   * @throws AppError `item_id_invalid` when an id holds NUL or half a surrogate pair; captions and metadata may
   */
  async put(items: readonly ItemWrite[]): Promise<void> {
    await writeItems(this.#db, items);
  }

  /**
   * Marks pending items as searchable; with a content hash, only while the item still has that content.
   * @returns how many it marked
   */
  async markIndexed(keys: readonly ItemVersion[]): Promise<number> {
    const wanted = keys.filter((key) => isStorable(key.id));
    if (wanted.length === 0) {
      return 0;
    }
    const result = await sql`
      update items set state = 'indexed', updated_at = now()
      from ${keyRows(wanted)}
      where items.tenant = wanted.tenant and items.collection = wanted.collection and items.id = wanted.id
        and items.state = 'pending'
        and (wanted.content_hash is null or wanted.content_hash = items.content_hash)
    `.execute(this.#db);
    return Number(result.numAffectedRows ?? 0n);
  }

  /** Says from which files the pictures of a collection's items were read, by item id; nothing else of them changes. */
  async setImageStamps(
    { tenant, collection }: Pick<ItemKey, 'tenant' | 'collection'>,
    stamps: ReadonlyMap<string, string>,
  ): Promise<void> {
    if (stamps.size === 0) return;
    await sql`
      update items set image_stamp = written.stamp
      from unnest(${[...stamps.keys()]}::text[], ${[...stamps.values()]}::text[]) as written (id, stamp)
      where items.tenant = ${tenant} and items.collection = ${collection} and items.id = written.id
    `.execute(this.#db);
  }

  /** Marks items as on their way out, whatever their state. @returns those that are there, as they were marked */
  async markDeleting(keys: readonly ItemKey[]): Promise<ItemRecord[]> {
    const wanted = keys.filter((key) => isStorable(key.id));
    if (wanted.length === 0) return [];
    const { rows } = await sql<ItemTable>`
      update items set state = 'deleting', updated_at = now()
      from ${keyRows(wanted)}
      where items.tenant = wanted.tenant and items.collection = wanted.collection and items.id = wanted.id
      returning items.*
    `.execute(this.#db);
    return rows.map(toRecord);
  }

  /** Removes items that are marked `deleting`. @returns how many: those put again since stay */
  async remove(keys: readonly ItemKey[]): Promise<number> {
    const wanted = keys.filter((key) => isStorable(key.id));
    if (wanted.length === 0) return 0;
    const result = await sql`
      delete from items using ${keyRows(wanted)}
      where items.tenant = wanted.tenant and items.collection = wanted.collection and items.id = wanted.id
        and items.state = 'deleting'
    `.execute(this.#db);
    return Number(result.numAffectedRows ?? 0n);
  }

  /** Sends the items of a collection that are searchable to the reconciler, to have their vectors made again. */
  async markPending(tenant: string, collection: string): Promise<void> {
    await this.#db
      .updateTable('items')
      .set({ state: 'pending', updated_at: sql`now()` })
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('state', '=', 'indexed')
      .execute();
  }

  /**
   * Items, over all tenants, that have vectors under other model packs than this alone, counted per pack. Those that the last switch
   * was allowed to leave behind do not count.
   */
  async countOfOtherPacks(pack: string): Promise<{ pack: string; items: number }[]> {
    const { rows } = await sql<{ pack: string; items: number }>`
      with counted as (
        select pack, sum(indexed) as items from item_counts where pack <> ${pack} and second_pack <> ${pack} group by pack
      ), left_behind as (
        select items.pack, count(*) as items from model_switch_failures as failed
          join items on items.tenant = failed.tenant and items.collection = failed.collection and items.id = failed.item_id
          where items.state = 'indexed' and ${lacking(pack)} group by items.pack
      )
      select pack, (counted.items - coalesce(left_behind.items, 0))::integer as items
      from counted left join left_behind using (pack)
      where counted.items > coalesce(left_behind.items, 0) order by pack
    `.execute(this.#db);
    return rows;
  }

  /** Items that are `pending` or `deleting` and untouched since the given time, oldest first: for the reconciler. */
  async listPending(olderThan: Date, limit: number): Promise<ItemRecord[]> {
    const rows = await this.#db
      .selectFrom('items')
      .selectAll()
      .where('state', '<>', 'indexed')
      .where('updated_at', '<', olderThan)
      .orderBy('updated_at')
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  }

  /** The items of a collection in byte order of their ids, after the id given. */
  async page(
    tenant: string,
    collection: string,
    after: string | undefined,
    limit: number,
  ): Promise<ItemRecord[]> {
    const rows = await this.#db
      .selectFrom('items')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  }

  /** The metadata of a collection's searchable items in byte order of their ids, after the id given, and which pictures they show. */
  async metadataPage(
    tenant: string,
    collection: string,
    after: string | undefined,
    limit: number,
  ): Promise<Pick<ItemRecord, 'id' | 'metadata' | 'imageKey'>[]> {
    return this.#db
      .selectFrom('items')
      .select(['id', 'metadata', 'image_key as imageKey'])
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('state', '=', 'indexed')
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** Positions of items of a collection that satisfy a filter, in an order; see {@link findItems}. */
  find(
    scope: ItemScope,
    search: ItemSearch,
    limit: number,
    portions = this.#portions,
  ): Promise<ItemPosition[]> {
    return findItems(this.#db, scope, search, limit, portions);
  }

  /** Items of a collection that are not being deleted, and satisfy a filter. */
  async count(
    tenant: string,
    collection: string,
    filter?: Filter,
    portions = this.#portions,
  ): Promise<number> {
    if (filter !== undefined) return countItems(this.#db, { tenant, collection }, filter, portions);
    const row = await this.#db
      .selectFrom('item_counts')
      .select(sql<number>`coalesce(sum(pending + indexed), 0)::double precision`.as('count'))
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .executeTakeFirstOrThrow();
    return row.count;
  }
}
