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
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** Where a bulk job reads from; paths are relative to the import root (or absolute below it). */
export interface JobSource {
  readonly type: SourceType;
  readonly path: string;
  /** Annotation file of `coco`, `flickr` and `karpathy` sources, when `path` is the picture folder. */
  readonly annotations?: string;
  /** Split to keep, where the source knows splits (Karpathy `split`, or a list file for Flickr). */
  readonly split?: string;
}

/** What to do when an id is taken: leave the stored item, or replace it. */
export type DuplicatePolicy = 'skip' | 'replace';

/** The states of a job. `completed`, `cancelled` and `failed` are final (`retry` re-opens a completed or failed one). */
export const JOB_STATES = ['queued', 'running', 'paused', 'completed', 'cancelled', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A picture an entry names: a file below the import root, bytes already in the blob store, or a web address. */
export type EntryImage =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'blob'; readonly key: string }
  | { readonly kind: 'url'; readonly url: string };

/** One item to ingest, as a reader found it. */
export interface Entry {
  /** Position in the source, from 0; stable across runs, so a job resumes by skipping. */
  readonly ordinal: number;
  /** Put before the reason when the entry fails, e.g. `line 12`. */
  readonly where?: string;
  /** Item id; absent: derived from the content. */
  readonly id?: string;
  readonly image?: EntryImage;
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
