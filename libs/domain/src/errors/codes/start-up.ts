import type { ErrorEntry } from '../error-entry.ts';

/** Codes of starting up, and of faults of our own. */
export const START_UP_CODES = {
  config_invalid: {
    status: 500,
    title: 'The configuration is not valid',
    help: 'Set the variable named in the detail.',
  },
  data_dir_unusable: {
    status: 500,
    title: 'The data directory cannot be used',
    help: 'Do what the detail says, or choose another UNSEEN_DATA_DIR.',
  },
  data_dir_locked: {
    status: 500,
    title: 'The data directory is in use',
    help: 'Stop the other process, or choose another UNSEEN_DATA_DIR.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    help: 'See the logs under the request id.',
  },
} as const satisfies Record<string, ErrorEntry>;
