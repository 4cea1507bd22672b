import { Signal } from '@unseen/concurrency';
import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { UnchangedReads } from '../database/unchanged-reads.ts';
import type { Collection, CollectionChange } from '../records/access.ts';

/** The collections of each tenant. Every method throws AppError `ledger_unavailable`. */
export class CollectionRepository {
  /** This process has said anew whether the pictures of a collection are read. */
  readonly readTextChanged = new Signal();
  readonly #db: Kysely<Schema>;
  readonly #unchanged: UnchangedReads;

  constructor(db: Kysely<Schema>, unchanged: UnchangedReads) {
    this.#db = db;
    this.#unchanged = unchanged;
  }

  /** Makes the collection when it is not there. @returns whether it made it */
  async ensure(tenant: string, name: string): Promise<boolean> {
    const result = await this.#db
      .insertInto('collections')
      .values({ tenant, name })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  /** The collection. Its counts are kept up to date with every write of an item: nothing is counted here. */
  async get(tenant: string, name: string): Promise<Collection | undefined> {
    return this.#unchanged.get(
      ['collection', tenant, name],
      async () => (await this.#select(tenant).where('name', '=', name).execute())[0],
    );
  }

  /** All collections of a tenant by name. */
  async list(tenant: string): Promise<Collection[]> {
    return this.#select(tenant).orderBy('name').execute();
  }

  /** The collections of all tenants, in the order of their keys. */
  async all(): Promise<{ tenant: string; collection: string }[]> {
    return this.#db
      .selectFrom('collections')
      .select(['tenant', 'name as collection'])
      .orderBy('tenant')
      .orderBy('name')
      .execute();
  }

  /** Describes a collection; what is absent stays. @returns false when it is not there */
  async change(tenant: string, name: string, change: CollectionChange): Promise<boolean> {
    const { displayName, keywordFields, facetFields, readText } = change;
    const result = await this.#db
      .updateTable('collections')
      .set({
        name: sql`name`,
        ...(displayName !== undefined && { display_name: displayName }),
        ...(keywordFields !== undefined && { keyword_fields: JSON.stringify(keywordFields) }),
        ...(facetFields !== undefined && { facet_fields: JSON.stringify(facetFields) }),
        ...(readText !== undefined && { read_text: readText }),
      })
      .where('tenant', '=', tenant)
      .where('name', '=', name)
      .executeTakeFirst();
    if (readText !== undefined) this.readTextChanged.emit();
    return result.numUpdatedRows > 0n;
  }

  /**
   * Removes a collection without items and what is known of it, in one transaction.
   * @returns false when it holds items: then nothing is removed
   */
  async remove(tenant: string, collection: string): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('collections')
        .where('tenant', '=', tenant)
        .where('name', '=', collection)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('items')
                .select('id')
                .where('tenant', '=', tenant)
                .where('collection', '=', collection),
            ),
          ),
        )
        .executeTakeFirst();
      if (numDeletedRows === 0n) return false;
      for (const table of [
        'class_tags',
        'class_counts',
        'dismissed_items',
        'retags',
        'calibrations',
        'item_counts',
        'collection_maps',
        'collection_map_parts',
      ] as const) {
        await db
          .deleteFrom(table)
          .where('tenant', '=', tenant)
          .where('collection', '=', collection)
          .execute();
      }
      return true;
    });
  }

  #select(tenant: string) {
    return this.#db
      .selectFrom('collections')
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('item_counts')
            .select([
              sql<number>`coalesce(sum(pending + indexed), 0)::double precision`.as('items'),
              sql<number>`coalesce(sum(bytes), 0)::double precision`.as('bytes'),
            ])
            .whereRef('item_counts.tenant', '=', 'collections.tenant')
            .whereRef('item_counts.collection', '=', 'collections.name')
            .as('counted'),
        (join) => join.onTrue(),
      )
      .select([
        'name',
        'display_name as displayName',
        sql<number>`counted.items`.as('items'),
        sql<number>`counted.bytes`.as('bytes'),
        sql<string[]>`keyword_fields`.as('keywordFields'),
        sql<string[]>`facet_fields`.as('facetFields'),
        'read_text as readText',
        'created_at as createdAt',
      ])
      .where('tenant', '=', tenant);
  }
}
