import type { DatabaseFailure } from './protocol.ts';

/** An error Postgres answered with. */
export class DatabaseError extends Error {
  /** SQLSTATE, e.g. `23505` for a unique violation. */
  readonly code?: string;
  readonly detail?: string;
  readonly constraint?: string;
  readonly table?: string;

  constructor(failure: DatabaseFailure) {
    super(failure.message);
    this.name = 'DatabaseError';
    this.code = failure.code;
    this.detail = failure.detail;
    this.constraint = failure.constraint;
    this.table = failure.table;
  }
}
