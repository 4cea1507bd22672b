import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Evaluations that end with figures, but without the publication they were asked to decide on. */
export const blockedEvaluations: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `alter table evaluations drop constraint evaluations_state_check`,
  `alter table evaluations add constraint evaluations_state_check
    check (state in ('queued', 'running', 'completed', 'blocked', 'failed'))`,
];
