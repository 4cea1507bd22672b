import type { ErrorEntry } from '../error-entry.ts';

/** Codes of jobs and the sources they read. */
export const JOBS_CODES = {
  job_not_found: { status: 404, title: 'There is no such job', help: 'Check the id.' },
  job_state_conflict: {
    status: 409,
    title: 'The job is in a state that does not allow this',
    help: 'See the state named in the detail.',
  },
  source_outside_root: {
    status: 400,
    title: 'The path lies outside the import root',
    help: 'Give a path below UNSEEN_IMPORT_ROOT.',
  },
  source_not_found: {
    status: 400,
    title: 'The source does not exist',
    help: 'Check the path; it is relative to UNSEEN_IMPORT_ROOT.',
  },
  source_invalid: {
    status: 400,
    title: 'The source cannot be read as this type',
    help: 'Check `type` and the format of the file.',
  },
  entry_invalid: {
    status: 422,
    title: 'The entry is not valid',
    help: 'Correct the line named in the reason.',
  },
  entry_outside_root: {
    status: 422,
    title: 'The entry points outside its source',
    help: 'Remove absolute paths, "..", and links that lead out.',
  },
  entry_image_missing: {
    status: 422,
    title: 'The picture the entry names is not there',
    help: 'Add the picture, or remove the entry.',
  },
  entry_id_repeated: {
    status: 422,
    title: 'The id occurs more than once in the source',
    help: 'Give each entry an id of its own; the first one was taken.',
  },
  entry_poisoned: {
    status: 422,
    title: 'The entry stopped the worker several times',
    help: 'Inspect the file; retry the job when it is mended.',
  },
} as const satisfies Record<string, ErrorEntry>;
