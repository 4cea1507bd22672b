import { AppError, isAppError } from '@unseen/domain';
import { isMistake } from '../../mistake.ts';

/** What a failed call of the server means. */
export type FailureKind =
  /** The collection is not there. */
  | 'missing'
  /** It is there already. */
  | 'exists'
  /** The key is not accepted. */
  | 'refused'
  /** The request is wrong, so it would fail again. */
  | 'rejected'
  /** No call failed at all: the code around it is wrong. */
  | 'mistake'
  /** No answer, overload or trouble on the server's side: may work when tried again. */
  | 'transient';

/** Tells what a thrown value means; what is neither an answer of the server nor a mistake is a failed connection or a missed deadline. */
export function failureKind(error: unknown): FailureKind {
  if (isMistake(error)) return 'mistake';
  const status = statusOf(error);
  if (status === undefined || status === 408 || status === 429 || status >= 500) return 'transient';
  if (status === 404) return 'missing';
  if (status === 409) return 'exists';
  return status === 401 || status === 403 ? 'refused' : 'rejected';
}

/**
 * The AppError for what a call threw; an AppError stays as it is. The server's own words stay in the cause, for the log.
 * @param what - what was attempted, e.g. `search`
 */
export function asAppError(what: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  const kind = failureKind(error);
  if (kind === 'refused') {
    return new AppError('vector_store_unavailable', 'The vector store refuses the API key.', {
      cause: error,
    });
  }
  if (kind === 'transient') {
    const detail = `The vector store could not ${what}.`;
    return new AppError('vector_store_unavailable', detail, { cause: error, retryAfter: 1 });
  }
  if (kind === 'mistake') return new AppError('internal', 'An unexpected error.', { cause: error });
  return new AppError('internal', `The vector store rejected the request to ${what}.`, { cause: error });
}

function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}
