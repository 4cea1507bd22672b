import type { ErrorEntry } from '../error-entry.ts';

/** Codes of backup and restore. */
export const BACKUPS_CODES = {
  backup_invalid: {
    status: 409,
    title: 'The file is not a whole backup',
    help: 'Take another copy of the backup, or an earlier backup.',
  },
  backup_too_new: {
    status: 409,
    title: 'The backup comes from a later version',
    help: 'Restore it with the version it came from, or a later one.',
  },
  restore_not_empty: {
    status: 409,
    title: 'A backup is restored into an empty platform only',
    help: 'Choose another UNSEEN_DATA_DIR, or other places on the servers.',
  },
  restore_unfinished: {
    status: 503,
    title: 'A restore has not been finished',
    help: 'Run `unseen restore` again, to its end; the platform starts after that.',
  },
} as const satisfies Record<string, ErrorEntry>;
