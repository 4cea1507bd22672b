import { AppError, isAppError } from '@unseen/domain';
import { isMistake } from '../mistake.ts';

/**
 * Runs a call of the library and maps what it throws to AppError `vector_store_unavailable`. The library's own message names
 * files, so it stays in the cause, for the log. A mistake in code, ours or any other, is thrown as it is: a store that is there
 * must not be called away.
 * @param what - what was attempted, e.g. `search`
 */
export async function guarded<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isMistake(error)) throw error;
    throw asAppError(what, error);
  }
}

/** The AppError for something the library threw; an AppError stays as it is. */
export function asAppError(what: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  return new AppError('vector_store_unavailable', `The vector store could not ${what}.`, { cause: error });
}
