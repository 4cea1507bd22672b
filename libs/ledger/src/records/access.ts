/** What a caller gives to create a key. */
export interface NewApiKey {
  readonly tenant: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Hash of the secret; the secret itself is never stored. */
  readonly hash: string;
  /** How the secret begins, so that people can tell keys apart. */
  readonly prefix: string;
  /** From when on the key is refused; null: never. */
  readonly expiresAt: Date | null;
  /** Null: no limit. */
  readonly requestsPerMinute: number | null;
}

/** A key as the ledger keeps it, without its hash. */
export interface ApiKey {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly scopes: string[];
  readonly prefix: string;
  readonly requestsPerMinute: number | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute; null: not yet. */
  readonly lastUsedAt: Date | null;
}

/** One line of the audit log. */
export interface AuditEntry {
  readonly tenant: string;
  /** Who: a key's id, or `local` where no key is needed. */
  readonly actor: string;
  /** What was done, e.g. `key.create`. */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
}

/** What people say of a collection. */
export interface CollectionSettings {
  /** What pages call it; null: by its name. */
  readonly displayName: string | null;
  /** Metadata fields whose words are searched. */
  readonly keywordFields: readonly string[];
  /** Metadata fields that are counted beside hits. */
  readonly facetFields: readonly string[];
  /** Whether the words in pictures are read: of all pictures, of those in which a quick look finds some, or not. */
  readonly readText: ReadText;
}

/** See {@link CollectionSettings}. */
export type ReadText = 'off' | 'auto' | 'on';

/** Settings to change; what is absent stays. */
export type CollectionChange = Partial<CollectionSettings>;

/** A collection and how much it holds. */
export interface Collection extends CollectionSettings {
  readonly name: string;
  /** Items that are not being deleted. */
  readonly items: number;
  /** Size of their original pictures; one that several items show counts for each. */
  readonly bytes: number;
  readonly createdAt: Date;
}
