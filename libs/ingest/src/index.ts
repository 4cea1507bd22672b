export { openIngest, type Ingest, type IngestOptions } from './open-ingest.ts';
export { nameOf } from './items/ingest-chunk.ts';
export {
  ItemIngestor,
  type IngestResult,
  type ItemOperation,
  type NewItem,
  type Precondition,
} from './items/item-ingestor.ts';
export type { Outcome as OperationOutcome } from './items/item-wish.ts';
export { ItemTrash } from './items/item-trash.ts';
export { openFetcher } from './fetch/open-fetcher.ts';
export type { Fetcher } from './fetch/fetcher.ts';
export { Embedder, type CaptionFaults, type EmbeddedPicture } from './items/embedder.ts';
export { ItemPipeline, type IngestParts } from './items/item-pipeline.ts';
export type { ReconcileReport } from './items/reconcile-items.ts';
export { JobRunner, type JobRequest } from './jobs/job-runner.ts';
export type { SourcePreview } from './jobs/preview-source.ts';
export type { JobView } from './jobs/job-view.ts';
export {
  INGEST_STAGES,
  type IngestStage,
  type IngestStageEvent,
  type ItemsEvent,
} from './items/ingest-stages.ts';
export { PictureStore } from './items/picture-store.ts';
export { ModelSwitcher, type ModelSwitcherParts } from './switch/model-switcher.ts';
export { ImportRoot } from './paths/import-root.ts';
export { bucketTree } from './paths/bucket-tree.ts';
export { folderReader } from './readers/folder.ts';
export type { FolderTree } from './readers/folder-tree.ts';
export { withOwnWords } from './validate/own-words.ts';
export { tellDelimiter } from './readers/csv-header.ts';
export { readWorkbook } from './readers/tables/spreadsheet.ts';
export { readJsonArray } from './readers/json-array.ts';
export { openSource } from './readers/open-source.ts';
export { isFailure, type ReaderContext, type ReadRecord, type SourceReader } from './readers/reader.ts';
export { validateItemInput, type ItemInput, type ValidItemInput } from './validate/item-input.ts';
export { validateCollection } from './validate/text.ts';
export { CollectionExport, type ExportedItem } from './items/collection-export.ts';
export { markLost } from './switch/mark-lost.ts';
export { trySwitch, type SwitchTrial, type SwitchTrialParts } from './switch/try-switch.ts';
export {
  ReadingLane,
  type PictureReader,
  type ReadingEvent,
  type ReadingLaneParts,
} from './reading/reading-lane.ts';
export { LeftoverSweeper } from './storage/leftover-sweeper.ts';
export { StorageCheck } from './storage/storage-check.ts';
export type { StorageCompared, StorageDifference } from './storage/difference.ts';
