/** What a key may do. */
export const SCOPES = ['search', 'ingest', 'admin'] as const;
export type KeyScope = (typeof SCOPES)[number];

/** When a key ends. `day`: on one the reader names. */
export const EXPIRIES = ['month', 'quarter', 'year', 'day', 'never'] as const;
export type Expiry = (typeof EXPIRIES)[number];

const DAYS = { month: 30, quarter: 90, year: 365 };
const DAY_MS = 86_400_000;

/**
 * The moment from which a key is refused.
 *
 * @param day - `2027-01-31`, where that is the choice: the key lasts through it, in the reader's time zone
 * @returns undefined for never
 */
export function expiresAt(expiry: Expiry, day: string, now: Date): string | undefined {
  if (expiry === 'never') return undefined;
  if (expiry !== 'day') return new Date(now.getTime() + DAYS[expiry] * DAY_MS).toISOString();
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}

/** How long an old key is still accepted once it is replaced, in seconds. */
export const OVERLAPS = [86_400, 0, 3_600, 604_800] as const;
