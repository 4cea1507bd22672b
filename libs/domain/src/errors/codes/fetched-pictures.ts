import type { ErrorEntry } from '../error-entry.ts';

/** Codes of pictures fetched by their address. */
export const FETCHED_PICTURES_CODES = {
  fetch_disabled: {
    status: 422,
    title: 'Pictures are not fetched from addresses',
    help: 'Set UNSEEN_FETCH_URLS=on and retry the job, or give paths below UNSEEN_IMPORT_ROOT.',
  },
  fetch_url_invalid: {
    status: 422,
    title: 'The address is not one that is fetched from',
    help: 'Give an http or https address without a user name, at a port of UNSEEN_FETCH_PORTS.',
  },
  fetch_blocked: {
    status: 422,
    title: 'The address is not on the public internet',
    help: 'Pictures on your own network can be fetched when UNSEEN_FETCH_NETWORKS names it.',
  },
  fetch_failed: {
    status: 422,
    title: 'The picture could not be fetched',
    help: 'Check the address as the reason says, and retry the job.',
  },
  fetch_timeout: {
    status: 422,
    title: 'Fetching the picture took too long',
    help: 'Retry the job, or raise UNSEEN_FETCH_TIMEOUT.',
  },
  fetch_too_large: {
    status: 422,
    title: 'The picture has too many bytes to be fetched',
    help: 'Shrink the picture, or raise UNSEEN_FETCH_MAX_MB.',
  },
} as const satisfies Record<string, ErrorEntry>;
