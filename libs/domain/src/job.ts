/** The formats a bulk job reads. */
export const SOURCE_TYPES = [
  'folder',
  'csv',
  'jsonl',
  'shopify',
  'coco',
  'flickr',
  'karpathy',
  'archive',
  'export',
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** Jobs that read nothing: they remove the items of a collection, and `deletion` the collection with them. */
export const CLEARINGS = ['deletion', 'emptying'] as const;
export type Clearing = (typeof CLEARINGS)[number];

/** Jobs that work on what a collection holds and read no source: beside the clearings, `map` arranges its items in two dimensions. */
export const COLLECTION_JOBS = [...CLEARINGS, 'map'] as const;
export type CollectionJob = (typeof COLLECTION_JOBS)[number];

/** Where a bulk job reads from; paths are relative to the import root (or absolute below it). */
export interface JobSource {
  readonly type: SourceType | CollectionJob;
  readonly path: string;
  /** Annotation file of `coco`, `flickr` and `karpathy` sources, when `path` is the picture folder. */
  readonly annotations?: string;
  /** Split to keep, where the source knows splits (Karpathy `split`, or a list file for Flickr). */
  readonly split?: string;
}

/** What to do when an id is taken: bring the stored item up to date, leave it, or replace it whole. */
export const DUPLICATE_POLICIES = ['update', 'skip', 'replace'] as const;
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];

/** The states of a job. `completed`, `cancelled` and `failed` are final (`retry` re-opens a completed or failed one). */
export const JOB_STATES = ['queued', 'running', 'paused', 'completed', 'cancelled', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A picture an entry names: a file below the import root, bytes already in the blob store, or a web address. */
export type EntryImage =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'blob'; readonly key: string }
  | { readonly kind: 'url'; readonly url: string };

/** Vectors an entry brings along, so that its pack need not make them: base64, of little-endian 32-bit floats. */
export interface EntryVectors {
  /** Model pack they were made with, as `name@version`; under another they do not count. */
  readonly pack: string;
  readonly image?: string;
  readonly caption?: string;
  /** Quantized blocks, as the vector store keeps them. */
  readonly regions?: string;
  readonly tokens?: string;
}

/** What is known of the words in the picture an entry brings along, so that it need not be read again. */
export interface EntryText {
  /** Whether a reader read them, or a person said so. */
  readonly state: 'read' | 'corrected';
  /** Reader pack, as `name@version`; empty where a person said so. */
  readonly reader: string;
  /** SHA-256 of the picture they stand in; they say nothing of another one. */
  readonly picture: string;
  readonly words: readonly {
    readonly text: string;
    /** Left, top, width and height as shares of the upright picture. */
    readonly box: readonly [x: number, y: number, width: number, height: number];
    /** 0 to 1. */
    readonly confidence: number;
  }[];
}

/** One item to ingest, as a reader found it. */
export interface Entry {
  /** Position in the source, from 0; stable across runs, so a job resumes by skipping. */
  readonly ordinal: number;
  /** Put before the reason when the entry fails, e.g. `line 12`. */
  readonly where?: string;
  /** Item id; absent: derived from the content. */
  readonly id?: string;
  readonly image?: EntryImage;
  readonly vectors?: EntryVectors;
  readonly text?: EntryText;
  readonly captions: readonly string[];
  readonly metadata: Readonly<Record<string, import('./item.ts').Json>>;
}

/** A bad entry: listed under the job's failures, never stops the job. */
export interface EntryFailure {
  readonly ordinal: number;
  /** Item id or file name or line, whatever names the entry best. */
  readonly id: string;
  readonly code: import('./errors/catalogue.ts').ErrorCode;
  readonly reason: string;
}
