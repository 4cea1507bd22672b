import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  JOB_STATES,
  SOURCE_TYPES,
  type DuplicatePolicy,
  type JobState,
  type SourceType,
} from '@unseen/domain';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsNotEmpty, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';

/** Where a job reads from. */
export class JobSource {
  @ApiProperty({ enum: SOURCE_TYPES })
  @IsIn(SOURCE_TYPES)
  type!: SourceType;

  @ApiProperty({ description: 'Folder or file below the import root', example: 'products/2026-11' })
  @IsString()
  @IsNotEmpty()
  path!: string;

  @ApiPropertyOptional({ description: 'Annotation file of coco, flickr and karpathy sources' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  annotations?: string;

  @ApiPropertyOptional({ description: 'Split to keep, where the source knows splits', example: 'train' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  split?: string;
}

/** Body of `POST /v1/jobs`. */
export class CreateJob {
  @ApiPropertyOptional({ default: 'default' })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiProperty({ type: JobSource })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => JobSource)
  source!: JobSource;

  @ApiPropertyOptional({
    enum: ['skip', 'replace'],
    default: 'skip',
    description: 'What to do when an id is taken',
  })
  @IsOptional()
  @IsIn(['skip', 'replace'])
  duplicates?: DuplicatePolicy;
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
  @ApiProperty({ type: JobSource })
  source!: JobSource;
  @ApiProperty({ type: Number, nullable: true, description: 'null until it is known' })
  total!: number | null;
  @ApiProperty()
  done!: number;
  @ApiProperty()
  failed!: number;
  @ApiProperty()
  skipped!: number;
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
