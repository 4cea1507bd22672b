import { ERROR_CATALOGUE, type ErrorCode } from './catalogue.ts';

/** One field of a request that is wrong. */
export interface FieldError {
  /** JSON pointer-like path of the field, e.g. `filter.price`. */
  readonly field: string;
  readonly message: string;
}

/** Extra facts an {@link AppError} may carry. */
export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly errors?: readonly FieldError[];
  /** Seconds after which a retry makes sense (sent as `Retry-After`). */
  readonly retryAfter?: number;
}

/** An error with a code of the catalogue; every expected failure in Unseen is one of these. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors?: readonly FieldError[];
  readonly retryAfter?: number;

  /**
   * @param code - key of the error catalogue
   * @param detail - what happened this time, for a person; no secrets, no host paths
   */
  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = options.errors;
    this.retryAfter = options.retryAfter;
  }

  /** HTTP status the catalogue gives this code. */
  get status(): number {
    return ERROR_CATALOGUE[this.code].status;
  }
}

/** True for an {@link AppError}, optionally of one code. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** The human-readable message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
