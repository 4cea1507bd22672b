import { randomUUID } from 'node:crypto';
import { sql, type ExpressionBuilder, type Kysely, type Selectable } from 'kysely';
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
        prefix: key.prefix,
        expires_at: key.expiresAt,
        requests_per_minute: key.requestsPerMinute,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toKey(row);
  }

  /** The key with this hash, unless it is revoked or has expired. */
  async findByHash(hash: string): Promise<ApiKey | undefined> {
    const row = await this.#db
      .selectFrom('api_keys')
      .selectAll()
      .where('hash', '=', hash)
      .where(isValid)
      .executeTakeFirst();
    return row && toKey(row);
  }

  /**
   * Puts a new key in the place of another, which stays valid for a while longer, both in one transaction.
   *
   * @param overlapSeconds - how long the old key is still accepted; an earlier end of its own stands
   * @returns the new key: name, scopes, limit and life span of the old one; undefined when the tenant has no such valid key
   */
  async rotate(
    tenant: string,
    id: string,
    secret: Pick<NewApiKey, 'hash' | 'prefix'>,
    overlapSeconds: number,
  ): Promise<ApiKey | undefined> {
    if (!isStorable(id)) return undefined;
    return this.#db.transaction().execute(async (db) => {
      const old = await db
        .selectFrom('api_keys')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .where(isValid)
        .forUpdate()
        .executeTakeFirst();
      if (old === undefined) return undefined;
      const span = old.expires_at === null ? null : old.expires_at.getTime() - old.created_at.getTime();
      await db
        .updateTable('api_keys')
        .set({
          expires_at: sql<Date>`least(expires_at, now() + make_interval(secs => ${overlapSeconds}))`,
        })
        .where('id', '=', id)
        .execute();
      const created = await db
        .insertInto('api_keys')
        .values({
          id: randomUUID(),
          tenant,
          name: old.name,
          scopes: JSON.stringify(old.scopes),
          ...secret,
          requests_per_minute: old.requests_per_minute,
          expires_at: span === null ? null : new Date(Date.now() + span),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toKey(created);
    });
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

/** Neither revoked nor expired, by the clock of the database. */
function isValid(eb: ExpressionBuilder<Schema, 'api_keys'>) {
  return eb.and([
    eb('revoked_at', 'is', null),
    eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`now()`)]),
  ]);
}

function toKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    tenant: row.tenant,
    name: row.name,
    scopes: row.scopes as string[],
    prefix: row.prefix,
    requestsPerMinute: row.requests_per_minute,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
