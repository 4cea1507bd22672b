import type { ColumnType, Generated } from 'kysely';
import type { ServedVersion } from '../records/catalogue.ts';

/** One row per tenant that has classes. */
export interface CatalogueTable {
  tenant: string;
  version: number;
  published: number | null;
  /** What callers without the scope `admin` see of it. */
  serves: Generated<ServedVersion>;
}

/** One row per change of a catalogue. */
export interface CatalogueVersionTable {
  tenant: string;
  version: number;
  at: Generated<Date>;
  actor: string;
  action: string;
  changed: number;
}

/** One row per class and time it stayed as it was: from version `since` up to, not including, `until`. */
export interface ClassRevisionTable {
  tenant: string;
  id: string;
  since: number;
  until: number | null;
  name_key: string;
  content: unknown;
}

/** One row per exemplar and model pack. */
export interface ExemplarVectorTable {
  tenant: string;
  id: string;
  pack: string;
  /** Base64 of D little-endian float32. */
  vector: string;
}

/** One row per exemplar that was uploaded as a picture. */
export interface ExemplarPictureTable {
  tenant: string;
  id: string;
  /** SHA-256 of the picture, hex. */
  hash: string;
}

/** One row per set of words and model pack. Belongs to no tenant: the same words have the same vector. */
export interface TextPrototypeTable {
  key: string;
  pack: string;
  vector: string;
}

/** One row per collection and model pack. */
export interface CalibrationTable {
  tenant: string;
  collection: string;
  pack: string;
  data: unknown;
  at: Generated<Date>;
}

/** One row per item that belongs to a class. */
export interface ClassTagTable {
  tenant: string;
  collection: string;
  item_id: string;
  class_id: string;
}

/** One row per collection and class that items of it are tagged with. Kept by triggers on `class_tags`. */
export interface ClassCountTable {
  tenant: string;
  collection: string;
  class_id: string;
  items: number;
}

/** One row per item that no class is to be proposed for. */
export interface DismissedItemTable {
  tenant: string;
  collection: string;
  item_id: string;
  at: ColumnType<Date, Date | undefined, Date>;
}

/** One row per collection: how far its tags have come. */
export interface RetagTable {
  tenant: string;
  collection: string;
  /** Version of the catalogue its tags agree with. */
  version: Generated<number>;
  /** Items changed up to this time have tags. */
  swept_at: Generated<Date>;
  /** Version the retag under way brings the tags to. */
  target: Generated<number>;
  classes: Generated<number>;
  classes_done: Generated<number>;
  touched: Generated<number>;
  changed: Generated<number>;
  updated_at: Generated<Date>;
}
