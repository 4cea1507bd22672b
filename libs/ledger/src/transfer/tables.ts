import type { Schema } from '../database/schema.ts';

/** What is of use for a day at most (answers for those who send a request again), follows from the rest (counts, maps), or is of these stores alone (left-overs). */
type NotKept =
  | 'repeated_requests'
  | 'item_counts'
  | 'class_counts'
  | 'leftovers'
  | 'collection_maps'
  | 'collection_map_parts';

const ALL: Readonly<Record<Exclude<keyof Schema, NotKept>, true>> = {
  collections: true,
  items: true,
  item_texts: true,
  written_words: true,
  trashed_items: true,
  jobs: true,
  chunks: true,
  picture_uses: true,
  failures: true,
  api_keys: true,
  audit_log: true,
  evaluations: true,
  catalogues: true,
  catalogue_versions: true,
  class_revisions: true,
  exemplar_vectors: true,
  exemplar_pictures: true,
  text_prototypes: true,
  calibrations: true,
  class_tags: true,
  dismissed_items: true,
  retags: true,
  model_switches: true,
  model_switch_failures: true,
};

/** Every table of the ledger; one that others refer to comes before them. */
export const TABLES = Object.keys(ALL) as readonly TableName[];
export type TableName = Exclude<keyof Schema, NotKept>;
