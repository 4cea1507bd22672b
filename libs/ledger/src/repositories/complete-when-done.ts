import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/**
 * Completes a job whose plan is complete and which has no chunk left. Call it with the job's row already locked by an
 * earlier statement of the transaction, so that this statement sees what others did to the chunks before.
 */
export async function completeWhenDone(db: Kysely<Schema>, jobId: string): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ state: 'completed', finished_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', jobId)
    .where('plan_complete', '=', true)
    .where('state', 'in', ['queued', 'running', 'paused'])
    .where((eb) => eb.not(eb.exists(eb.selectFrom('chunks').select('seq').where('job_id', '=', jobId))))
    .execute();
}
