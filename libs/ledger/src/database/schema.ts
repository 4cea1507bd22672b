import type { Generated } from 'kysely';
import type { DuplicatePolicy, ErrorCode, JobState } from '@unseen/domain';
import type { ItemRecord } from '../records/item-record.ts';
import type { ItemTextState } from '../records/item-text.ts';
import type { EvaluationTable } from './evaluation-schema.ts';
import type { ModelSwitchFailureTable, ModelSwitchTable } from './model-switch-schema.ts';
import type { SnakeCase } from './snake-case.ts';
import type {
  CalibrationTable,
  CatalogueTable,
  CatalogueVersionTable,
  ClassRevisionTable,
  ClassCountTable,
  ClassTagTable,
  ExemplarPictureTable,
  DismissedItemTable,
  ExemplarVectorTable,
  RetagTable,
  TextPrototypeTable,
} from './catalogue-schema.ts';

/** The tables, as Kysely sees them. `json` columns are read as parsed values and written as JSON text. */
export interface Schema {
  collections: CollectionTable;
  items: ItemTable;
  item_counts: ItemCountTable;
  item_texts: ItemTextTable;
  written_words: WrittenWordTable;
  trashed_items: TrashedItemTable;
  collection_maps: CollectionMapTable;
  collection_map_parts: CollectionMapPartTable;
  jobs: JobTable;
  chunks: ChunkTable;
  picture_uses: PictureUseTable;
  leftovers: LeftoverTable;
  failures: FailureTable;
  api_keys: ApiKeyTable;
  audit_log: AuditTable;
  repeated_requests: RepeatedRequestTable;
  evaluations: EvaluationTable;
  catalogues: CatalogueTable;
  catalogue_versions: CatalogueVersionTable;
  class_revisions: ClassRevisionTable;
  exemplar_vectors: ExemplarVectorTable;
  exemplar_pictures: ExemplarPictureTable;
  text_prototypes: TextPrototypeTable;
  calibrations: CalibrationTable;
  class_tags: ClassTagTable;
  class_counts: ClassCountTable;
  dismissed_items: DismissedItemTable;
  retags: RetagTable;
  model_switches: ModelSwitchTable;
  model_switch_failures: ModelSwitchFailureTable;
}

/** One row per tenant and collection. */
export interface CollectionTable {
  tenant: string;
  name: string;
  display_name: string | null;
  keyword_fields: Generated<unknown>;
  facet_fields: Generated<unknown>;
  read_text: Generated<'off' | 'auto' | 'on'>;
  created_at: Generated<Date>;
}

/** One row per collection and packs that items of it were embedded with. Kept by triggers on `items`; what is being deleted does not count. */
export interface ItemCountTable {
  tenant: string;
  collection: string;
  pack: string;
  /** Empty where there is none. */
  second_pack: string;
  pending: number;
  indexed: number;
  /** Items that show a picture. */
  pictures: number;
  /** Of their pictures. */
  bytes: number;
}

/** One row per item: a column for each field of its record. Their names and types stand in `WRITTEN_COLUMNS`. */
export type ItemTable = { [Field in keyof ItemRecord as SnakeCase<Field>]: ItemRecord[Field] };

/** One row per item whose picture was read, or is being read. */
export interface ItemTextTable {
  tenant: string;
  collection: string;
  id: string;
  /** The picture that was read; what is known of another one than the item shows now does not count. */
  image_key: string;
  reader: string;
  state: ItemTextState;
  words: unknown;
  error_code: ErrorCode | null;
  updated_at: Generated<Date>;
}

/** One row per item and word of its picture, as it is looked up. */
export interface WrittenWordTable {
  tenant: string;
  collection: string;
  word: string;
  id: string;
}

/** One row per item that was thrown away and can be had back. */
export interface TrashedItemTable {
  tenant: string;
  collection: string;
  id: string;
  content_hash: string;
  image_key: string | null;
  image_type: string | null;
  width: number | null;
  height: number | null;
  captions: unknown;
  metadata: unknown;
  /** State, reader and words of an `ItemTextWrite`; null where nothing is known of the words in its picture. */
  written: unknown;
  created_at: Date;
  trashed_at: Generated<Date>;
}

/** One row per collection whose items are arranged in two dimensions. */
export interface CollectionMapTable {
  tenant: string;
  collection: string;
  /** The job that made it: its parts are those of this job. */
  job_id: string;
  pack: string;
  begun_at: Date;
  made_at: Generated<Date>;
}

/** One row per part of a map, finished or not: some items, and where they lie. */
export interface CollectionMapPartTable {
  tenant: string;
  collection: string;
  job_id: string;
  seq: number;
  /** `string[]`. */
  ids: unknown;
  /** Base64 of little-endian 16-bit numbers, x and y of one item after the other. */
  places: string;
}

/** One row per bulk job. */
export interface JobTable {
  id: string;
  tenant: string;
  collection: string;
  source: unknown;
  duplicates: DuplicatePolicy;
  state: Generated<JobState>;
  total: number | null;
  planned: Generated<number>;
  plan_complete: Generated<boolean>;
  done: Generated<number>;
  failed: Generated<number>;
  skipped: Generated<number>;
  added: Generated<number>;
  updated: Generated<number>;
  unchanged: Generated<number>;
  not_understood: Generated<number>;
  cut_short: Generated<number>;
  /** `Record<string, number>`. */
  passed_over: Generated<unknown>;
  /** `string[]`. */
  notes: Generated<unknown>;
  /** Chunks made of failed entries so far: they count down from -1, so no seq is ever used twice. */
  retries: Generated<number>;
  error_code: ErrorCode | null;
  error_detail: string | null;
  created_at: Generated<Date>;
  started_at: Date | null;
  finished_at: Date | null;
  updated_at: Generated<Date>;
}

/** One row per entry of a job that waits, planned or failed, to show a picture that is stored for it. */
export interface PictureUseTable {
  hash: string;
  job_id: string;
  ordinal: number;
}

/** One row per stored thing that nothing needs, and one that says when such was looked for last. */
export interface LeftoverTable {
  kind: string;
  name: string;
  found_at: Date;
  seen_at: Date;
}

/** One row per batch of entries that is planned and not finished. */
export interface ChunkTable {
  job_id: string;
  seq: number;
  entries: unknown;
  attempts: Generated<number>;
}

/** One row per entry that failed. */
export interface FailureTable {
  job_id: string;
  ordinal: number;
  item_id: string;
  code: ErrorCode;
  reason: string;
  entry: unknown;
}

/** One row per key. */
export interface ApiKeyTable {
  id: string;
  tenant: string;
  name: string;
  scopes: unknown;
  hash: string;
  prefix: Generated<string>;
  requests_per_minute: number | null;
  created_at: Generated<Date>;
  expires_at: Date | null;
  revoked_at: Date | null;
  replaced_by: string | null;
  last_used_at: Date | null;
}

/** One row per administrative act. */
export interface RepeatedRequestTable {
  id: string;
  fingerprint: string;
  claim: string;
  claimed_at: Generated<Date>;
  answer: string | null;
  expires_at: Date;
}

export interface AuditTable {
  id: Generated<number>;
  tenant: string;
  actor: string;
  action: string;
  subject: string;
  at: Generated<Date>;
}
