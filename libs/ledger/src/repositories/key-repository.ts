import { randomUUID } from 'node:crypto';
import { AppError } from '@unseen/domain';
import { sql, type ExpressionBuilder, type Kysely, type Selectable } from 'kysely';
import type { ApiKeyTable, Schema } from '../database/schema.ts';
import type { ApiKey, NewApiKey } from '../records/access.ts';
import { AuditRepository } from './audit-repository.ts';
import { isStorable, storable } from './text.ts';

/** Seconds to which the last use of a key is known. */
export const USE_NOTED_SECONDS = 60;

/** The keys callers authenticate with. Every method throws AppError `ledger_unavailable`. */
export class KeyRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Adds a key. @param actor - who does it, for the audit log; absent: nothing is written there */
  async create(key: NewApiKey, actor?: string): Promise<ApiKey> {
    return this.#db.transaction().execute(async (db) => {
      const row = await db
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
      await note(db, key.tenant, actor, 'key.create', row.id);
      return toKey(row);
    });
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

  /** Notes that a key is in use; at most once a minute, however many processes say so. */
  async noteUse(id: string): Promise<void> {
    await this.#db
      .updateTable('api_keys')
      .set({ last_used_at: sql`now()` })
      .where('id', '=', id)
      .where((eb) =>
        eb.or([
          eb('last_used_at', 'is', null),
          eb('last_used_at', '<', sql<Date>`now() - make_interval(secs => ${USE_NOTED_SECONDS})`),
        ]),
      )
      .execute();
  }

  /**
   * Puts a new key in the place of another, which stays valid for a while longer, both in one transaction.
   *
   * @param overlapSeconds - how long the old key is still accepted; an earlier end of its own stands
   * @param actor - who does it, for the audit log; absent: nothing is written there
   * @returns the new key: name, scopes, limit and life span of the old one
   * @throws AppError `key_not_found` when the tenant has no such valid key, `key_replaced` when it was replaced before
   */
  async rotate(
    tenant: string,
    id: string,
    secret: Pick<NewApiKey, 'hash' | 'prefix'>,
    overlapSeconds: number,
    actor?: string,
  ): Promise<ApiKey> {
    return this.#db.transaction().execute(async (db) => {
      const old = await validKey(db, tenant, id);
      if (old.replaced_by !== null) {
        throw new AppError(
          'key_replaced',
          `The key ${id} was replaced by ${old.replaced_by} before: replace that one.`,
        );
      }
      const span = old.expires_at === null ? null : old.expires_at.getTime() - old.created_at.getTime();
      const newId = randomUUID();
      await db
        .updateTable('api_keys')
        .set({
          expires_at: sql<Date>`least(expires_at, now() + make_interval(secs => ${overlapSeconds}))`,
          replaced_by: newId,
        })
        .where('id', '=', id)
        .execute();
      const created = await db
        .insertInto('api_keys')
        .values({
          id: newId,
          tenant,
          name: old.name,
          scopes: JSON.stringify(old.scopes),
          ...secret,
          requests_per_minute: old.requests_per_minute,
          expires_at: span === null ? null : new Date(Date.now() + span),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await note(db, tenant, actor, 'key.rotate', `${id} ${created.id}`);
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

  /**
   * Revokes a key for good.
   *
   * @param actor - who does it, for the audit log; absent: nothing is written there
   * @returns false when the tenant has no such key, or it is revoked already
   */
  async revoke(tenant: string, id: string, actor?: string): Promise<boolean> {
    if (!isStorable(id)) return false;
    return this.#db.transaction().execute(async (db) => {
      const result = await db
        .updateTable('api_keys')
        .set({ revoked_at: sql`now()` })
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return false;
      await note(db, tenant, actor, 'key.revoke', id);
      return true;
    });
  }
}

/** Writes the line of the audit log, in the transaction of what was done. */
async function note(
  db: Kysely<Schema>,
  tenant: string,
  actor: string | undefined,
  action: string,
  subject: string,
): Promise<void> {
  if (actor !== undefined) await new AuditRepository(db).record({ tenant, actor, action, subject });
}

/** A tenant's key, held until the end of the transaction. @throws AppError `key_not_found`, which says why */
async function validKey(db: Kysely<Schema>, tenant: string, id: string): Promise<Selectable<ApiKeyTable>> {
  const key = isStorable(id)
    ? await db
        .selectFrom('api_keys')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (key === undefined) throw new AppError('key_not_found', `There is no key ${id}.`);
  if (key.revoked_at !== null) throw new AppError('key_not_found', `The key ${id} is revoked.`);
  if (key.expires_at !== null && key.expires_at.getTime() <= Date.now()) {
    throw new AppError('key_not_found', `The key ${id} has expired.`);
  }
  return key;
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
    lastUsedAt: row.last_used_at,
  };
}
