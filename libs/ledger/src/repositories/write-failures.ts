import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { PlannedFailure } from '../records/chunk.ts';
import { storable } from './text.ts';

/**
 * Writes failures in one statement; an ordinal that has one already keeps it. In id and reason, what Postgres cannot
 * hold becomes U+FFFD; the entry is kept as it is.
 * @returns how many were new
 */
export async function writeFailures(
  db: Kysely<Schema>,
  jobId: string,
  failures: readonly PlannedFailure[],
): Promise<number> {
  if (failures.length === 0) {
    return 0;
  }
  const result = await sql`
    insert into failures (job_id, ordinal, item_id, code, reason, entry)
    select ${jobId}, ordinal, item_id, code, reason, entry::json
    from unnest(
      ${failures.map((failure) => failure.ordinal)}::integer[],
      ${failures.map((failure) => storable(failure.id))}::text[],
      ${failures.map((failure) => failure.code)}::text[],
      ${failures.map((failure) => storable(failure.reason))}::text[],
      ${failures.map((failure) => (failure.entry === undefined ? null : JSON.stringify(failure.entry)))}::text[]
    ) as written (ordinal, item_id, code, reason, entry)
    on conflict (job_id, ordinal) do nothing
  `.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}
