import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { ClassTag, RetagState } from '../records/catalogue.ts';

/** Which class each stored item belongs to, and how far that has been worked out. Every method throws AppError `ledger_unavailable`. */
export class TagRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Sets the tags of the given items: what has no class loses its tag. Items that are not there, or on their way out, get none.
   * @returns how many tags were added, changed or removed
   */
  async set(
    tenant: string,
    collection: string,
    itemIds: readonly string[],
    tags: readonly ClassTag[],
  ): Promise<number> {
    const kept = new Map(tags.map((tag) => [tag.itemId, tag]));
    const bare = itemIds.filter((id) => !kept.has(id));
    const removed =
      bare.length === 0
        ? 0n
        : ((
            await sql`delete from class_tags using unnest(${bare}::text[]) as gone (id)
              where tenant = ${tenant} and collection = ${collection} and item_id = gone.id`.execute(this.#db)
          ).numAffectedRows ?? 0n);
    if (kept.size === 0) return Number(removed);
    const rows = [...kept.values()];
    const written = await sql`
      insert into class_tags (tenant, collection, item_id, class_id)
      select ${tenant}, ${collection}, item_id, class_id from unnest(
        ${rows.map((tag) => tag.itemId)}::text[],
        ${rows.map((tag) => tag.classId)}::text[]
      ) as written (item_id, class_id)
      where exists (
        select from items where items.tenant = ${tenant} and items.collection = ${collection}
          and items.id = written.item_id and items.state <> 'deleting'
      )
      on conflict (tenant, collection, item_id) do update
        set class_id = excluded.class_id where class_tags.class_id <> excluded.class_id
    `.execute(this.#db);
    return Number(removed) + Number(written.numAffectedRows ?? 0n);
  }

  /** Ids of items tagged with any of the classes, in byte order, after the id given. */
  async itemsOf(
    tenant: string,
    collection: string,
    classIds: readonly string[],
    after: string,
    limit: number,
  ): Promise<string[]> {
    const { rows } = await sql<{ item_id: string }>`
      select item_id from class_tags where tenant = ${tenant} and collection = ${collection}
        and class_id = any(${classIds}::text[]) and item_id > ${after} order by item_id limit ${limit}
    `.execute(this.#db);
    return rows.map((row) => row.item_id);
  }

  /** Items per class over all collections of a tenant, or of one. They are kept up to date with every write: nothing is counted here. */
  async counts(tenant: string, collection?: string): Promise<Map<string, number>> {
    const { rows } = await sql<{ class_id: string; count: number }>`
      select class_id, sum(items)::integer as count from class_counts
      where tenant = ${tenant} and (${collection ?? null}::text is null or collection = ${collection ?? null}::text)
      group by class_id having sum(items) > 0
    `.execute(this.#db);
    return new Map(rows.map(({ class_id, count }) => [class_id, count]));
  }

  /** Searchable items without a tag that were not dismissed since they last changed, in byte order of their ids, after the id given. */
  async untagged(tenant: string, collection: string, after: string, limit: number): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select items.id from items left join class_tags on class_tags.tenant = items.tenant
        and class_tags.collection = items.collection and class_tags.item_id = items.id
      where items.tenant = ${tenant} and items.collection = ${collection} and items.state = 'indexed'
        and class_tags.item_id is null and items.id > ${after}
        and not exists (
          select from dismissed_items as dismissed where dismissed.tenant = items.tenant
            and dismissed.collection = items.collection and dismissed.item_id = items.id
            and dismissed.at >= items.updated_at
        )
      order by items.id limit ${limit}
    `.execute(this.#db);
    return rows.map((row) => row.id);
  }

  /** Whether any searchable item changed in a span of time: quick when there is none. */
  async hasChanged(
    tenant: string,
    collection: string,
    span: { readonly after: Date | null; readonly upTo: Date },
  ): Promise<boolean> {
    const { rows } = await sql<{ found: boolean }>`
      select exists (
        select from items where tenant = ${tenant} and collection = ${collection} and state = 'indexed'
          and updated_at > coalesce(${span.after}::timestamptz, '-infinity') and updated_at <= ${span.upTo}
      ) as found
    `.execute(this.#db);
    return rows[0]!.found;
  }

  /** From now on {@link untagged} leaves out these items, until they change; those that are not there are left out of this. @returns how many */
  async dismiss(tenant: string, collection: string, itemIds: readonly string[]): Promise<number> {
    const { numAffectedRows } = await sql`
      insert into dismissed_items (tenant, collection, item_id)
      select tenant, collection, id from items
        where tenant = ${tenant} and collection = ${collection} and id = any(${itemIds}::text[])
      on conflict (tenant, collection, item_id) do update set at = now()
    `.execute(this.#db);
    return Number(numAffectedRows ?? 0n);
  }

  /** Takes back what was dismissed in a collection. @returns how many items that were */
  async takeBackDismissed(tenant: string, collection: string): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('dismissed_items')
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  /** Ids of searchable items that changed in a span of time, in byte order, after the id given. */
  async changedItems(
    tenant: string,
    collection: string,
    span: { readonly after: Date | null; readonly upTo: Date },
    afterId: string,
    limit: number,
  ): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('items')
      .select('id')
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('state', '=', 'indexed')
      .$if(span.after !== null, (query) => query.where('updated_at', '>', span.after!))
      .where('updated_at', '<=', span.upTo)
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) => row.id);
  }

  /** How far the tags of each collection of a tenant have come; a collection never tagged is at version 0. */
  async retags(tenant: string): Promise<RetagState[]> {
    const rows = await this.#db
      .selectFrom('collections')
      .leftJoin('retags', (join) =>
        join
          .onRef('retags.tenant', '=', 'collections.tenant')
          .onRef('retags.collection', '=', 'collections.name'),
      )
      .select([
        'collections.name as collection',
        sql<number>`coalesce(retags.version, 0)`.as('version'),
        sql<Date | null>`nullif(retags.swept_at, '-infinity')`.as('sweptAt'),
        sql<number>`coalesce(retags.target, 0)`.as('target'),
        sql<number>`coalesce(retags.classes, 0)`.as('classes'),
        sql<number>`coalesce(retags.classes_done, 0)`.as('classesDone'),
        sql<number>`coalesce(retags.touched, 0)`.as('touched'),
        sql<number>`coalesce(retags.changed, 0)`.as('changed'),
      ])
      .where('collections.tenant', '=', tenant)
      .orderBy('collections.name')
      .execute();
    return rows;
  }

  /** Begins, or goes on with, bringing the tags of a collection to a version. */
  async beginRetag(tenant: string, collection: string, target: number, classes: number): Promise<void> {
    const start = { target, classes, classes_done: 0, touched: 0, changed: 0, updated_at: new Date() };
    await this.#db
      .insertInto('retags')
      .values({ tenant, collection, ...start })
      .onConflict((conflict) => conflict.columns(['tenant', 'collection']).doUpdateSet(start))
      .execute();
  }

  /** Adds to the progress of a retag. */
  async progressRetag(
    tenant: string,
    collection: string,
    step: { readonly classes: number; readonly touched: number; readonly changed: number },
  ): Promise<void> {
    await sql`update retags set classes_done = classes_done + ${step.classes}, touched = touched + ${step.touched},
      changed = changed + ${step.changed}, updated_at = now()
      where tenant = ${tenant} and collection = ${collection}`.execute(this.#db);
  }

  /** The tags of a collection agree with a version, for all items that changed up to a time. */
  async finishRetag(tenant: string, collection: string, version: number, sweptAt: Date): Promise<void> {
    await sql`update retags set version = ${version}, swept_at = ${sweptAt}, classes_done = classes, updated_at = now()
      where tenant = ${tenant} and collection = ${collection}`.execute(this.#db);
  }

  /** Lets the next retag decide every item anew. */
  async startOver(tenant: string, collection: string): Promise<void> {
    await this.#db
      .updateTable('retags')
      .set({ version: 0, swept_at: sql`'-infinity'` })
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .execute();
  }

  /** Tenants that have, or had, classes. */
  async tenants(): Promise<string[]> {
    const rows = await this.#db.selectFrom('catalogues').select('tenant').execute();
    return rows.map((row) => row.tenant);
  }
}
