import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, Matches } from 'class-validator';
import { ClassRef, CollectionQuery } from './class-review.ts';

/** A version of the catalogue. */
export class CatalogueVersion {
  @ApiProperty()
  version!: number;
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty({ description: 'Who made it: a key’s id, or `local`' })
  actor!: string;
  @ApiProperty({ example: 'class.add' })
  action!: string;
  @ApiProperty({ description: 'Classes that were added, changed or removed' })
  changed!: number;
  @ApiProperty()
  published!: boolean;
}

/** The versions of a catalogue, newest first. */
export class CatalogueVersionList {
  @ApiProperty({ type: [CatalogueVersion] })
  versions!: CatalogueVersion[];
}

/** Query of `GET /v1/classes/versions`. */
export class VersionsQuery {
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 })
  @IsOptional()
  @IsString()
  limit?: string;

  @ApiPropertyOptional({ description: 'Only versions older than this one' })
  @IsOptional()
  @IsString()
  before?: string;
}

/** Query of `GET /v1/classes/diff`. */
export class DiffQuery extends CollectionQuery {
  @ApiProperty()
  @IsString()
  from!: string;

  @ApiProperty()
  @IsString()
  to!: string;
}

/** A class that is not what it was. */
export class ChangedClass extends ClassRef {
  @ApiProperty({ type: [String], description: 'Fields that differ' })
  fields!: readonly string[];
}

/** Items that belong to another class than before. */
export class MovedItems {
  @ApiProperty({ type: String, nullable: true, description: 'null: to none' })
  from!: string | null;
  @ApiProperty({ type: String, nullable: true })
  to!: string | null;
  @ApiProperty()
  items!: number;
  @ApiProperty({ type: [String] })
  examples!: readonly string[];
}

/** What sets two versions apart. */
export class VersionDiff {
  @ApiProperty({ type: [ClassRef] })
  added!: readonly ClassRef[];
  @ApiProperty({ type: [ClassRef] })
  removed!: readonly ClassRef[];
  @ApiProperty({ type: [ChangedClass] })
  changed!: readonly ChangedClass[];
  @ApiProperty({ type: [MovedItems], description: 'Items of the collection that change class, most first' })
  moved!: readonly MovedItems[];
}

/** The catalogue after going back. */
export class RolledBack {
  @ApiProperty({ description: 'The new version, equal to the earlier one' })
  version!: number;
  @ApiProperty()
  classes!: number;
}

/** Query of `POST /v1/classes/versions/{version}/publish`. */
export class PublishQuery {
  @ApiPropertyOptional({
    description: 'Metadata field that names the class of an item: asks for the check of quality',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  field?: string;

  @ApiPropertyOptional({ default: 'default', description: 'Collection whose items are judged' })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiPropertyOptional({ default: '0', description: 'How much the harmonic mean may fall, 0 to 1' })
  @IsOptional()
  @Matches(/^(0|1|0?\.\d+)$/, { message: 'must be a number from 0 to 1' })
  maxDrop?: string;
}
