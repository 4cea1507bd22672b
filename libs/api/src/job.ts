import { OmitType, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  COLLECTION_JOBS,
  DUPLICATE_POLICIES,
  JOB_STATES,
  SOURCE_TYPES,
  type CollectionJob,
  type DuplicatePolicy,
  type JobState,
  type Metadata,
  type SourceType,
} from '@unseen/domain';
import {
  ChoiceField,
  CollectionField,
  NestedField,
  TextField,
  UuidField,
  WholeNumberField,
} from './fields/index.ts';
import { Warning } from './warning.ts';

/** Where a job reads from. */
export class JobSource {
  @ChoiceField(SOURCE_TYPES, { example: 'folder', description: 'What the source is' })
  type!: SourceType;

  @TextField({
    min: 1,
    max: 1_000,
    example: 'products/2026-11',
    description: 'Folder or file below the import root',
  })
  path!: string;

  @TextField({
    optional: true,
    min: 1,
    max: 1_000,
    description: 'Annotation file of coco, flickr and karpathy sources',
  })
  annotations?: string;

  @TextField({
    optional: true,
    min: 1,
    max: 1_000,
    example: 'train',
    description: 'Split to keep, where the source knows splits',
  })
  split?: string;
}

/** What a job is about, as an answer says it. */
export class JobOrigin extends OmitType(JobSource, ['type']) {
  @ApiProperty({
    enum: [...SOURCE_TYPES, ...COLLECTION_JOBS],
    description:
      '`deletion` and `emptying` remove the items of a collection, `map` arranges them; `path` is its name',
  })
  type!: SourceType | CollectionJob;
}

/** Body of `POST /v1/jobs`. */
export class CreateJob {
  @CollectionField({ optional: true, description: 'Collection the items go to; made when it does not exist' })
  collection?: string;

  @NestedField(() => JobSource, { description: 'What to load' })
  source!: JobSource;

  @ChoiceField(DUPLICATE_POLICIES, {
    optional: true,
    default: 'update',
    description:
      'When an id is taken: `update` brings captions, metadata and picture up to date and embeds only what changed, ' +
      '`skip` leaves the item as it is, `replace` makes it what the source says and nothing else',
  })
  duplicates?: DuplicatePolicy;
}

/** Records a preview shows. */
const MOST_PREVIEWED = 50;

/** Body of `POST /v1/jobs/preview`. */
export class PreviewJob {
  @NestedField(() => JobSource, { description: 'What would be loaded' })
  source!: JobSource;

  @WholeNumberField({
    optional: true,
    default: 5,
    min: 1,
    max: MOST_PREVIEWED,
    description: 'Records to show',
  })
  limit?: number;
}

/** A column of a table, and what of an item it becomes. */
export class SourceField {
  @ApiProperty({ description: 'As the header has it' })
  name!: string;
  @ApiProperty({ enum: ['id', 'image', 'caption', 'metadata'] })
  becomes!: 'id' | 'image' | 'caption' | 'metadata';
}

/** What a record of a source would become: an item, or a failure. */
export class PreviewedRecord {
  @ApiPropertyOptional({ description: 'Where it stands in the source', example: 'line 2' })
  where?: string;
  @ApiPropertyOptional({ description: 'Absent: made from the content' })
  id?: string;
  @ApiPropertyOptional({
    description: 'Path or address of its picture; of one that is in the file itself, its name there',
  })
  image?: string;
  @ApiPropertyOptional({ type: [String] })
  captions?: string[];
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  metadata?: Metadata;
  @ApiPropertyOptional({ description: 'Why it would fail: a code of the error catalogue' })
  code?: string;
  @ApiPropertyOptional({ description: 'The same for a person' })
  reason?: string;
}

/** Answer of `POST /v1/jobs/preview`. */
export class JobPreview {
  @ApiProperty({
    type: [SourceField],
    description: 'What the columns of a table become; empty for other sources',
  })
  fields!: SourceField[];
  @ApiProperty({ type: [PreviewedRecord], description: 'The first records' })
  records!: PreviewedRecord[];
  @ApiProperty({
    type: [String],
    description: 'What to know of the source, such as the encoding it was read in',
  })
  notes!: string[];
}

/** Query of `GET /v1/jobs/sources`. */
export class SourcesQuery {
  @TextField({
    optional: true,
    min: 1,
    max: 1_000,
    default: '.',
    example: 'products',
    description: 'Folder below the import root',
  })
  path?: string;
}

/** A folder below the import root. */
export class SourceFolder {
  @ApiProperty({ description: 'Its name' })
  name!: string;
  @ApiProperty({ description: 'As the `path` of a source' })
  path!: string;
}

/** A file below the import root that is no picture. */
export class SourceFile extends SourceFolder {
  @ApiPropertyOptional({ enum: SOURCE_TYPES, description: 'What its name says it is' })
  type?: SourceType;
}

/** Answer of `GET /v1/jobs/sources`. */
export class SourceList {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where the import root is; null for all but the operator',
  })
  root!: string | null;
  @ApiProperty({ description: 'The folder, relative to the import root' })
  path!: string;
  @ApiProperty({ type: [SourceFolder], description: 'Folders in it' })
  folders!: SourceFolder[];
  @ApiProperty({
    type: [SourceFile],
    description: 'Files in it that are no pictures: tables, lists, archives',
  })
  files!: SourceFile[];
  @ApiProperty({ type: 'integer', description: 'Pictures in the folder itself' })
  pictures!: number;
  @ApiProperty({ description: 'Whether that is all; at most 500 folders and 500 files are told' })
  complete!: boolean;
}

/** Why a job as a whole failed. */
export class JobError {
  @ApiProperty({ description: 'A code of the error catalogue' })
  code!: string;
  @ApiProperty()
  detail!: string;
}

/** A job and how far it has come. */
export class Job {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: JOB_STATES })
  state!: JobState;
  @ApiProperty()
  collection!: string;
  @ApiProperty({ type: JobOrigin })
  source!: JobOrigin;
  @ApiProperty({ type: Number, nullable: true, description: 'null until it is known' })
  total!: number | null;
  @ApiProperty({ description: 'Items written: `added` and `updated` together' })
  done!: number;
  @ApiProperty({ description: 'Items that are new' })
  added!: number;
  @ApiProperty({ description: 'Items that were there and have changed' })
  updated!: number;
  @ApiProperty({ description: 'Items that were there just so' })
  unchanged!: number;
  @ApiProperty({ description: 'Entries that could not be taken in: see the failures of the job' })
  failed!: number;
  @ApiProperty({ description: '`unchanged`, and entries left alone because their id was taken' })
  skipped!: number;
  @ApiProperty({ description: 'Files of the source that are no part of it; known once all is read' })
  passedOver!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: '`passedOver` by kind',
    example: { '.cr2': 200, '.mov': 14 },
  })
  passedOverByKind!: Record<string, number>;
  @ApiProperty({
    type: [String],
    description: 'What to know of the source, such as the encoding it was read in',
  })
  notes!: string[];
  @ApiPropertyOptional({
    type: [Warning],
    description: 'What the model in use does not make of the captions, over all items written so far',
  })
  warnings?: readonly Warning[];
  @ApiProperty({ description: 'Over the last seconds' })
  itemsPerSecond!: number;
  @ApiProperty({ type: Number, nullable: true })
  etaSeconds!: number | null;
  @ApiPropertyOptional({ type: JobError, description: 'Why the job as a whole failed' })
  error?: JobError;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiPropertyOptional({ format: 'date-time' })
  finishedAt?: string;
}

/** One entry that could not be ingested. */
export class JobFailure {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  reason!: string;
  @ApiProperty({ description: 'A code of the error catalogue' })
  code!: string;
}

/** A page of failures. */
export class JobFailureList {
  @ApiProperty({ type: [JobFailure] })
  failures!: JobFailure[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** The newest jobs. */
export class JobList {
  @ApiProperty({ type: [Job] })
  jobs!: Job[];
}

/** Path of what is asked of one job. */
export class JobPath {
  @UuidField({ code: 'job_not_found', description: 'Id of the job' })
  id!: string;
}

/** Query of `GET /v1/jobs/{id}/failures`. */
export class JobFailuresQuery {
  @WholeNumberField({ optional: true, default: 100, min: 1, max: 1_000, description: 'Failures on one page' })
  limit?: number;

  @WholeNumberField({
    optional: true,
    code: 'invalid_cursor',
    description: '`nextCursor` of the previous page',
  })
  cursor?: number;
}
