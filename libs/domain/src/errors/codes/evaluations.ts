import type { ErrorEntry } from '../error-entry.ts';

/** Codes of evaluations. */
export const EVALUATIONS_CODES = {
  evaluation_empty: {
    status: 400,
    title: 'There is nothing to evaluate',
    help: 'Check that the annotations, the split and the folder of pictures belong together.',
  },
  evaluation_not_found: { status: 404, title: 'There is no such evaluation', help: 'Check the id.' },
} as const satisfies Record<string, ErrorEntry>;
