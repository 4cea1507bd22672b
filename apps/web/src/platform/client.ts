import { Unseen, UnseenError } from '@unseen/client';
import { storedKey } from './key.ts';

/** The platform this page came from. */
export const unseen = new Unseen({ url: window.location.origin, key: storedKey, retryForMs: 5_000 });

/** Whether someone stopped the request on purpose: nothing to report. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Whether the platform asks for a key. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof UnseenError && error.code === 'unauthorized';
}
