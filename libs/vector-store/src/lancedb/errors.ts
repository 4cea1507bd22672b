import { AppError, isAppError } from '@unseen/domain';

/**
 * Runs a call of the library and maps whatever it throws to AppError `vector_store_unavailable`. The library's own
 * message names files, so it stays in the cause, for the log.
 * @param what - what was attempted, e.g. `search`
 */
export async function guarded<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asAppError(what, error);
  }
}

/** The AppError for something the library threw; an AppError stays as it is. */
export function asAppError(what: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  return new AppError('vector_store_unavailable', `The vector store could not ${what}.`, { cause: error });
}
