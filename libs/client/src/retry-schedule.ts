/** How patiently to try again. */
export interface Patience {
  /** Milliseconds for which a request is tried again; 0: never. The last attempt is made when they have passed. */
  readonly forMs: number;
  /** Milliseconds before the second attempt; doubles each time, up to {@link LONGEST_BACKOFF_MS}. */
  readonly delayMs: number;
}

/** A platform that is back is noticed within so many milliseconds. */
const LONGEST_BACKOFF_MS = 5_000;

/**
 * Milliseconds to wait before the next attempt, or undefined when there is to be none: exponential back-off, of which
 * a random half is left out so that many clients do not come back all at once.
 *
 * @param attempt - attempts made so far, from 1
 * @param elapsedMs - since the first began
 * @param askedMs - what the platform asked to wait, if it did: nothing is sent before
 * @param random - from 0 to below 1
 */
export function waitBeforeNext(
  { attempt, elapsedMs, askedMs = 0 }: { attempt: number; elapsedMs: number; askedMs?: number },
  { forMs, delayMs }: Patience,
  random: number,
): number | undefined {
  // A limit on requests per minute may ask for a minute: that is waited for once more than the patience would allow.
  if (elapsedMs >= forMs || askedMs > forMs) return undefined;
  const backoff = Math.min(delayMs * 2 ** (attempt - 1), LONGEST_BACKOFF_MS) * (0.5 + random / 2);
  return Math.max(askedMs, Math.min(backoff, forMs - elapsedMs));
}

/** What a `Retry-After` header asks for, in milliseconds: seconds or a date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
