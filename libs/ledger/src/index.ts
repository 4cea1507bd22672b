export { openLedger, type LedgerOptions } from './open-ledger.ts';
export type { ItemPosition, ItemSearch, SortKey } from './repositories/find-items.ts';
export type { LeftoverKind } from './repositories/leftover-repository.ts';
export { Ledger } from './ledger.ts';
export { migrateServer } from './database/server/migrate-server.ts';
export type { Release, SharedLocks } from './locks/shared-locks.ts';
export { DatabaseError } from './database/database-error.ts';
export type { EmbeddedDatabase } from './database/embedded-database.ts';
export type { StatementResult } from './database/protocol.ts';
export type { ItemRecord, ItemState, ItemWrite } from './records/item-record.ts';
export type {
  ItemText,
  ItemTextState,
  ItemTextWrite,
  UnreadPicture,
  WrittenWord,
} from './records/item-text.ts';
export type { TrashedItem, TrashPosition } from './records/trashed-item.ts';
export type { CollectionMap, MapPart, ReadMapPart } from './records/collection-map.ts';
export type { EvaluationRecord, NewEvaluation } from './records/evaluation.ts';
export type { Coverage, ModelSwitch, ModelSwitchFailure, NewModelSwitch } from './records/model-switch.ts';
export { NO_PACK } from './records/model-switch.ts';
export type { ModelSwitchRepository } from './repositories/model-switch-repository.ts';
export type { Job, JobError, NewJob, SourceFacts } from './records/job.ts';
export type { Chunk, ChunkResult, NewChunk, PendingChunk, PlannedFailure } from './records/chunk.ts';
export type { Backlog } from './records/backlog.ts';
export type { ApiKey, AuditEntry, Collection, NewApiKey } from './records/access.ts';
export type { ItemRepository } from './repositories/item-repository.ts';
export type { ItemTextRepository } from './repositories/item-text-repository.ts';
export type { ItemVersion } from './repositories/key-rows.ts';
export type { AuditRepository } from './repositories/audit-repository.ts';
export type { ChunkRepository } from './repositories/chunk-repository.ts';
export type { CollectionRepository } from './repositories/collection-repository.ts';
export type { FailureRepository } from './repositories/failure-repository.ts';
export type { JobRepository } from './repositories/job-repository.ts';
export { USE_NOTED_SECONDS, type KeyRepository } from './repositories/key-repository.ts';
export type { TrashRepository } from './repositories/trash-repository.ts';
export type { CollectionMapRepository } from './repositories/collection-map-repository.ts';
export type { EvaluationRepository } from './repositories/evaluation-repository.ts';
export type {
  CatalogueAct,
  CatalogueRelease,
  CatalogueState,
  CatalogueVersion,
  ClassEdit,
  ClassTag,
  ExemplarPicture,
  NamedVector,
  RetagState,
  ServedVersion,
} from './records/catalogue.ts';
export type { ClassRepository } from './repositories/class-repository.ts';
export type { PrototypeRepository } from './repositories/prototype-repository.ts';
export type { TagRepository } from './repositories/tag-repository.ts';
export { notEmpty, type LedgerTransfer, type TableRows } from './transfer/ledger-transfer.ts';
export type { TextRow } from './transfer/read-rows.ts';
export { TABLES, type TableName } from './transfer/tables.ts';
