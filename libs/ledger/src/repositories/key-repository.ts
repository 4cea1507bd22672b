import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { ApiKeyTable, Schema } from '../database/schema.ts';
import type { ApiKey, NewApiKey } from '../records/access.ts';
import { isStorable, storable } from './text.ts';

/** The keys callers authenticate with. Every method throws AppError `ledger_unavailable`. */
export class KeyRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Adds a key. */
  async create(key: NewApiKey): Promise<ApiKey> {
    const row = await this.#db
      .insertInto('api_keys')
      .values({
        id: randomUUID(),
        tenant: key.tenant,
        name: storable(key.name),
        scopes: JSON.stringify(key.scopes),
        hash: key.hash,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toKey(row);
  }

  /** The key with this hash, unless it is revoked. */
  async findByHash(hash: string): Promise<ApiKey | undefined> {
    const row = await this.#db
      .selectFrom('api_keys')
      .selectAll()
      .where('hash', '=', hash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return row && toKey(row);
  }

  /** All keys of a tenant, oldest first, revoked ones too. */
  async list(tenant: string): Promise<ApiKey[]> {
    const rows = await this.#db
      .selectFrom('api_keys')
      .selectAll()
      .where('tenant', '=', tenant)
      .orderBy('created_at')
      .execute();
    return rows.map(toKey);
  }

  /** Revokes a key for good. @returns false when the tenant has no such key, or it is revoked already */
  async revoke(tenant: string, id: string): Promise<boolean> {
    if (!isStorable(id)) {
      return false;
    }
    const result = await this.#db
      .updateTable('api_keys')
      .set({ revoked_at: sql`now()` })
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }
}

function toKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    tenant: row.tenant,
    name: row.name,
    scopes: row.scopes as string[],
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  };
}
