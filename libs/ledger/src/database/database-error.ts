import { AppError } from '@unseen/domain';
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

/**
 * SQLSTATEs that say the server cannot work now, or that the same thing will work when it is tried again: connection,
 * idle for too long in a transaction, a deadlock broken, resources (a full disk), shutdown, I/O.
 */
const UNAVAILABLE = /^(08|25P03|40|53|57P|58)/;

/** The error to throw for a failure: AppError `ledger_unavailable` when trying again may help, else a DatabaseError. */
export function errorOf(failure: DatabaseFailure): AppError | DatabaseError {
  const error = new DatabaseError(failure);
  return UNAVAILABLE.test(failure.code ?? '')
    ? new AppError('ledger_unavailable', `The database cannot go on: ${failure.message}.`, { cause: error })
    : error;
}
