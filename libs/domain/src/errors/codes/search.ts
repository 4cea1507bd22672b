import type { ErrorEntry } from '../error-entry.ts';

/** Codes of search. */
export const SEARCH_CODES = {
  query_empty: {
    status: 400,
    title: 'The query is empty',
    help: 'Send `text`, `image` or `itemId`; without any of them a search browses, and `not` has nothing to take from.',
  },
  query_too_long: {
    status: 400,
    title: 'The query text is too long',
    help: 'Shorten the text to the length named in the detail.',
  },
} as const satisfies Record<string, ErrorEntry>;
