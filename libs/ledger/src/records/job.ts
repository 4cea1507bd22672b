import type { DuplicatePolicy, ErrorCode, JobSource, JobState } from '@unseen/domain';

/** Why a job failed as a whole. */
export interface JobError {
  readonly code: ErrorCode;
  readonly detail: string;
}

/** What a caller gives to create a job. */
export interface NewJob {
  readonly tenant: string;
  readonly collection: string;
  readonly source: JobSource;
  readonly duplicates: DuplicatePolicy;
}

/** What reading a source to its end brought to light. */
export type SourceFacts = Pick<Job, 'passedOver' | 'notes'>;

/** A bulk job. `done + failed + skipped` counts entries, and equals `planned` when every chunk is finished. */
export interface Job extends NewJob {
  readonly id: string;
  readonly state: JobState;
  /** Entries of the source; an estimate until the plan is complete, null when unknown. */
  readonly total: number | null;
  /** Next ordinal to plan: every entry before it is in a chunk, finished, or failed. */
  readonly planned: number;
  readonly planComplete: boolean;
  readonly done: number;
  readonly failed: number;
  /** Entries that changed nothing: `unchanged`, and those left alone because their id was taken. */
  readonly skipped: number;
  /** Of `done`: items that are new. */
  readonly added: number;
  /** Of `done`: items that were there, and have changed. */
  readonly updated: number;
  /** Of `skipped`: items that were there just so. */
  readonly unchanged: number;
  /** Of `done`: items with a caption that means nothing to the model pack. */
  readonly notUnderstood: number;
  /** Of `done`: items with a caption that the model pack does not read to its end. */
  readonly cutShort: number;
  /** Files of the source that are no part of it, by kind; known once the plan is complete. */
  readonly passedOver: Readonly<Record<string, number>>;
  /** What whoever started the job should know of its source; known once the plan is complete. */
  readonly notes: readonly string[];
  readonly error: JobError | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly updatedAt: Date;
}
