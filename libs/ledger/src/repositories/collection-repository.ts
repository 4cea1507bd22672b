import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Collection } from '../records/access.ts';

/** The collections of each tenant. Every method throws AppError `ledger_unavailable`. */
export class CollectionRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Makes the collection when it is not there. */
  async ensure(tenant: string, name: string): Promise<void> {
    await this.#db
      .insertInto('collections')
      .values({ tenant, name })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** The collection, with its item count. */
  async get(tenant: string, name: string): Promise<Collection | undefined> {
    return (await this.#select(tenant).where('name', '=', name).execute())[0];
  }

  /** All collections of a tenant by name, with their item counts. */
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

  #select(tenant: string) {
    return this.#db
      .selectFrom('collections')
      .select([
        'collections.name',
        'collections.created_at as createdAt',
        sql<number>`(select count(*)::integer from items where items.tenant = collections.tenant
          and items.collection = collections.name and items.state <> 'deleting')`.as('items'),
      ])
      .where('collections.tenant', '=', tenant);
  }
}
