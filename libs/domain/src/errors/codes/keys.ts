import type { ErrorEntry } from '../error-entry.ts';

/** Codes of API keys. */
export const KEYS_CODES = {
  key_not_found: {
    status: 404,
    title: 'There is no such key',
    help: 'Check the id; revoked and expired keys stay as they are.',
  },
  key_replaced: {
    status: 409,
    title: 'The key was replaced before',
    help: 'Replace the key that took its place, or make a new one.',
  },
} as const satisfies Record<string, ErrorEntry>;
