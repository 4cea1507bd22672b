/** What a key may do. */
export const KEY_SCOPES = ['ingest', 'search', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];
