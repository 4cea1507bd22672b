import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { AuditEntry } from '../records/access.ts';
import { storable } from './text.ts';

/** Who did what: only ever added to. Every method throws AppError `ledger_unavailable`. */
export class AuditRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Adds a line, stamped with the time of the database. */
  async record(entry: AuditEntry): Promise<void> {
    await this.#db
      .insertInto('audit_log')
      .values({
        tenant: entry.tenant,
        actor: storable(entry.actor),
        action: entry.action,
        subject: storable(entry.subject),
      })
      .execute();
  }

  /** The newest lines of a tenant. */
  async list(tenant: string, limit: number): Promise<(AuditEntry & { readonly at: Date })[]> {
    return this.#db
      .selectFrom('audit_log')
      .select(['tenant', 'actor', 'action', 'subject', 'at'])
      .where('tenant', '=', tenant)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
  }
}
