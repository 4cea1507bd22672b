import { sql, type Kysely } from 'kysely';
import { writtenTokens, type ItemKey } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { ItemTextWrite } from '../records/item-text.ts';
import type { TrashedItem, TrashPosition } from '../records/trashed-item.ts';
import { keyRows, type ItemVersion } from './key-rows.ts';
import { putText } from './put-text.ts';
import { isStorable } from './text.ts';

type Scope = Pick<ItemKey, 'tenant' | 'collection'>;
type Written = Pick<ItemTextWrite, 'state' | 'reader' | 'words'>;

/** Items that were thrown away and can be had back. Every method throws AppError `ledger_unavailable`. */
export class TrashRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Copies items into the trash, in place of what lies there under their ids. The items themselves stay: whoever throws them away
   * removes them next.
   * @returns the pictures of what lay there
   */
  async put(keys: readonly ItemKey[]): Promise<string[]> {
    const wanted = keys.filter(({ id }) => isStorable(id));
    if (wanted.length === 0) return [];
    const { rows } = await sql<{ hash: string }>`
      with thrown as (select tenant, collection, id from ${keyRows(wanted)}), former as (
        select distinct image_key as hash from trashed_items join thrown using (tenant, collection, id)
        where image_key is not null
      ), copied as (
        insert into trashed_items (tenant, collection, id, content_hash, image_key, image_type, width, height, captions,
          metadata, written, created_at)
        select tenant, collection, id, items.content_hash, items.image_key, items.image_type, items.width, items.height,
          items.captions, items.metadata, case when texts.id is null then null
            else json_build_object('state', texts.state, 'reader', texts.reader, 'words', texts.words) end, items.created_at
        from thrown join items using (tenant, collection, id) left join (
          select * from item_texts where state in ('read', 'corrected')
        ) as texts using (tenant, collection, id, image_key)
        order by tenant, collection, id
        on conflict (tenant, collection, id) do update set content_hash = excluded.content_hash,
          image_key = excluded.image_key, image_type = excluded.image_type, width = excluded.width,
          height = excluded.height, captions = excluded.captions, metadata = excluded.metadata,
          written = excluded.written, created_at = excluded.created_at, trashed_at = excluded.trashed_at
      )
      select hash from former
    `.execute(this.#db);
    return rows.map(({ hash }) => hash);
  }

  /** Those of some items of a collection that lie in the trash. */
  async get({ tenant, collection }: Scope, ids: readonly string[]): Promise<TrashedItem[]> {
    return this.#select({ tenant, collection })
      .where('id', '=', sql<string>`any(${ids.filter(isStorable)}::text[])`)
      .execute();
  }

  /** What lies in the trash of a collection, last thrown away first, after the place given. */
  async list(scope: Scope, after: TrashPosition | undefined, limit: number): Promise<TrashedItem[]> {
    return this.#select(scope)
      .$if(after !== undefined, (query) =>
        query.where((eb) =>
          eb.or([
            eb('trashed_at', '<', after!.trashedAt),
            eb.and([eb('trashed_at', '=', after!.trashedAt), eb('id', '>', after!.id)]),
          ]),
        ),
      )
      .orderBy('trashed_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** How many items lie in the trash of a collection. */
  async count({ tenant, collection }: Scope): Promise<number> {
    const row = await this.#db
      .selectFrom('trashed_items')
      .select(sql<number>`count(*)::integer`.as('count'))
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /**
   * Takes items of a collection out of the trash whose rows have been written again: they are as old as they were, and the words in
   * their pictures are known again.
   */
  async restored({ tenant, collection }: Scope, items: readonly Required<ItemVersion>[]): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      const { rows } = await sql<{
        id: string;
        image_key: string | null;
        written: Written | null;
        created_at: Date;
      }>`
        delete from trashed_items as trashed using ${keyRows(items)}
        where trashed.tenant = ${tenant} and trashed.collection = ${collection} and trashed.id = wanted.id
          and trashed.content_hash = wanted.content_hash
        returning trashed.id, image_key, written, created_at
      `.execute(db);
      if (rows.length === 0) return;
      await sql`
        update items set created_at = back.created_at
        from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map((row) => row.created_at)}::timestamptz[]) as back (id, created_at)
        where items.tenant = ${tenant} and items.collection = ${collection} and items.id = back.id
      `.execute(db);
      for (const { id, image_key: imageKey, written } of rows) {
        if (imageKey === null || written === null) continue;
        const tokens = writtenTokens(written.words.map(({ text }) => text)).map(({ token }) => token);
        await putText(db, { tenant, collection, id, imageKey, ...written, tokens });
      }
    });
  }

  /** Removes items from the trash of a collection for good. @returns how many, and which pictures they showed */
  async remove(
    { tenant, collection }: Scope,
    ids: readonly string[],
  ): Promise<{ removed: number; pictures: string[] }> {
    const { rows } = await sql<{ image_key: string | null }>`
      delete from trashed_items where tenant = ${tenant} and collection = ${collection}
        and id = any(${ids.filter(isStorable)}::text[]) returning image_key
    `.execute(this.#db);
    return { removed: rows.length, pictures: picturesOf(rows) };
  }

  /**
   * Removes what was thrown away before a moment, over all tenants, oldest first.
   * @returns how many, and which pictures they showed
   */
  async expire(before: Date, limit: number): Promise<{ removed: number; pictures: string[] }> {
    const { rows } = await sql<{ image_key: string | null }>`
      delete from trashed_items where (tenant, collection, id) in (
        select tenant, collection, id from trashed_items where trashed_at < ${before} order by trashed_at limit ${limit}
      ) and trashed_at < ${before} returning image_key
    `.execute(this.#db);
    return { removed: rows.length, pictures: picturesOf(rows) };
  }

  #select({ tenant, collection }: Scope) {
    return this.#db
      .selectFrom('trashed_items')
      .select([
        'tenant',
        'collection',
        'id',
        'content_hash as contentHash',
        'image_key as imageKey',
        'image_type as imageType',
        'width',
        'height',
        sql<string[]>`captions`.as('captions'),
        sql<TrashedItem['metadata']>`metadata`.as('metadata'),
        'created_at as createdAt',
        'trashed_at as trashedAt',
      ])
      .where('tenant', '=', tenant)
      .where('collection', '=', collection);
  }
}

/** Each picture of some rows once. */
function picturesOf(rows: readonly { readonly image_key: string | null }[]): string[] {
  return [...new Set(rows.flatMap(({ image_key: hash }) => (hash === null ? [] : [hash])))];
}
