/**
 * The timed stages of ingestion: `decode` a picture, `embed` a picture or captions (waiting for the batch included),
 * keep original and thumbnail (`blobs`), write vectors (`store`), and `record` a chunk's outcome in the ledger.
 */
export const INGEST_STAGES = ['decode', 'embed', 'blobs', 'store', 'record'] as const;
export type IngestStage = (typeof INGEST_STAGES)[number];

/** One stage of one item or chunk has ended. */
export interface IngestStageEvent {
  readonly stage: IngestStage;
  readonly seconds: number;
  /** What was thrown, if anything. */
  readonly error?: unknown;
}

/** Hears when stages end; must not throw. */
export type StageObserver = (event: IngestStageEvent) => void;

/** What became of the items of a chunk, or of a single item, for metrics. */
export interface ItemsEvent {
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs one stage and tells the observer how long it took, also when it fails. */
export async function timed<T>(
  observe: StageObserver | undefined,
  stage: IngestStage,
  work: () => Promise<T>,
): Promise<T> {
  if (observe === undefined) return work();
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  try {
    const result = await work();
    observe({ stage, seconds: seconds() });
    return result;
  } catch (error) {
    observe({ stage, seconds: seconds(), error });
    throw error;
  }
}
