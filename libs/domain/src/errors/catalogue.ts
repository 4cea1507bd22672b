import { BACKUPS_CODES } from './codes/backups.ts';
import { CLASSES_CODES } from './codes/classes.ts';
import { EVALUATIONS_CODES } from './codes/evaluations.ts';
import { FETCHED_PICTURES_CODES } from './codes/fetched-pictures.ts';
import { ITEMS_CODES } from './codes/items.ts';
import { JOBS_CODES } from './codes/jobs.ts';
import { KEYS_CODES } from './codes/keys.ts';
import { MODEL_PACKS_CODES } from './codes/model-packs.ts';
import { PARTS_AWAY_CODES } from './codes/parts-away.ts';
import { PICTURES_CODES } from './codes/pictures.ts';
import { REQUESTS_CODES } from './codes/requests.ts';
import { SEARCH_CODES } from './codes/search.ts';
import { START_UP_CODES } from './codes/start-up.ts';

/**
 * Every error code Unseen can answer with: HTTP status, title, and what the reader should do.
 * `docs/reference/errors.md` lists the same codes; a test holds the two together in both directions.
 */
export const ERROR_CATALOGUE = {
  ...REQUESTS_CODES,
  ...ITEMS_CODES,
  ...PICTURES_CODES,
  ...JOBS_CODES,
  ...FETCHED_PICTURES_CODES,
  ...SEARCH_CODES,
  ...EVALUATIONS_CODES,
  ...CLASSES_CODES,
  ...MODEL_PACKS_CODES,
  ...PARTS_AWAY_CODES,
  ...KEYS_CODES,
  ...BACKUPS_CODES,
  ...START_UP_CODES,
};

/** A stable error code: a key of {@link ERROR_CATALOGUE}. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;
