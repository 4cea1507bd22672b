import type { ErrorEntry } from '../error-entry.ts';

/** Codes of catalogues and their classes. */
export const CLASSES_CODES = {
  class_invalid: {
    status: 400,
    title: 'The class is not valid',
    help: 'Correct the fields named in `errors`.',
  },
  class_not_found: {
    status: 404,
    title: 'There is no such class',
    help: 'Check the id against GET /v1/classes.',
  },
  class_exists: {
    status: 409,
    title: 'There is a class of this name already',
    help: 'Choose another name, or change the class that has it. Case and Unicode form do not count.',
  },
  class_parent_not_found: {
    status: 400,
    title: 'The parent is not a class',
    help: 'Name the parent by the id or the name of a class.',
  },
  class_parent_cycle: {
    status: 400,
    title: 'A class cannot be its own ancestor',
    help: 'Choose a parent that is not below the class.',
  },
  class_limit: {
    status: 409,
    title: 'The catalogue is full',
    help: 'Remove classes that are no longer needed, or import with `mode=replace`; what a longer list needs is in the guide to categories.',
  },
  exemplar_not_found: {
    status: 400,
    title: 'An exemplar is not there',
    help: 'Name items of the collection.',
  },
  import_invalid: {
    status: 400,
    title: 'The import is not valid; nothing was changed',
    help: 'Correct the lines named in `errors`.',
  },
  calibration_too_little: {
    status: 409,
    title: 'There is too little to calibrate from',
    help: 'Give eight seen classes two exemplars each, or more.',
  },
  catalogue_version_not_found: {
    status: 404,
    title: 'The catalogue has no such version',
    help: 'Check the number against GET /v1/classes/versions.',
  },
  nothing_published: {
    status: 409,
    title: 'No version is published yet',
    help: 'Publish a version first: callers without the scope `admin` would see no classes at all.',
  },
  publish_blocked: {
    status: 409,
    title: 'The version is worse than the published one',
    help: 'Mend the classes whose figures are in the `result` of the evaluation, or allow a larger `maxDrop`.',
  },
} as const satisfies Record<string, ErrorEntry>;
