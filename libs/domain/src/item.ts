/** The three named vectors an item can have: its picture, its captions, and both together. */
export type Modality = 'image' | 'caption' | 'joint';

/** All modalities, in the order results list them. */
export const MODALITIES: readonly Modality[] = ['image', 'caption', 'joint'];

/** JSON, as metadata may hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An item's metadata: a JSON object. Scalars and arrays of scalars are filterable, nested ones by dotted path. */
export type Metadata = Readonly<Record<string, Json>>;

/** Where an item lives. An item is identified by tenant, collection and id together. */
export interface ItemKey {
  readonly tenant: string;
  readonly collection: string;
  readonly id: string;
}

/** Names a set of vectors: one per tenant, collection and model pack version. */
export interface VectorSpaceKey {
  readonly tenant: string;
  readonly collection: string;
  /** Model pack as `name@version`: vectors of different packs never mix. */
  readonly pack: string;
}

/** Limits every way into the system shares. */
export const ITEM_LIMITS = {
  /** Characters, and bytes of UTF-8: long enough for the paths of most disks, and short enough for every index it is a key of. */
  idLength: 1_000,
  captionLength: 2_000,
  captionsPerItem: 16,
  metadataBytes: 16_384,
  metadataDepth: 8,
  metadataFields: 64,
} as const;

/** The collection an item goes to when none is named. */
export const DEFAULT_COLLECTION = 'default';

/** The tenant of a standalone, open installation. */
export const DEFAULT_TENANT = 'default';
