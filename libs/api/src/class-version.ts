import { ApiProperty } from '@nestjs/swagger';
import { ClassRef, CollectionQuery } from './class-review.ts';
import { CollectionField, MetadataPathField, NumberField, WholeNumberField } from './fields/index.ts';

/** What a version did to a class. */
export class VersionClass extends ClassRef {
  @ApiProperty({ description: 'What became of it', enum: ['added', 'changed', 'removed'] })
  change!: 'added' | 'changed' | 'removed';
}

/** A version of the catalogue. */
export class CatalogueVersion {
  @ApiProperty({ description: 'Number of the version', type: 'integer' })
  version!: number;
  @ApiProperty({ description: 'When it was made', format: 'date-time' })
  at!: string;
  @ApiProperty({ description: 'Who made it: a key’s id, or `local`' })
  actor!: string;
  @ApiProperty({ description: 'What made it', example: 'class.add' })
  action!: string;
  @ApiProperty({ type: 'integer', description: 'Classes that were added, changed or removed' })
  changed!: number;
  @ApiProperty({ description: 'Whether it is the published one' })
  published!: boolean;
  @ApiProperty({
    type: [VersionClass],
    description: 'At most five of the classes that were changed, by name',
  })
  classes!: VersionClass[];
}

/** The versions of a catalogue, newest first. */
export class CatalogueVersionList {
  @ApiProperty({ description: 'Versions, newest first', type: [CatalogueVersion] })
  versions!: CatalogueVersion[];
}

/** Query of `GET /v1/classes/versions`. */
export class VersionsQuery {
  @WholeNumberField({ optional: true, default: 50, min: 1, max: 500, description: 'Versions on one page' })
  limit?: number;

  @WholeNumberField({ optional: true, min: 1, description: 'Only versions older than this one' })
  before?: number;
}

/** Query of `GET /v1/classes/diff`. */
export class DiffQuery extends CollectionQuery {
  @WholeNumberField({ example: 3, description: 'Version to compare from' })
  from!: number;

  @WholeNumberField({ example: 4, description: 'Version to compare to' })
  to!: number;
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
  @ApiProperty({ description: 'Class they belong to now; null: to none', type: String, nullable: true })
  to!: string | null;
  @ApiProperty({ description: 'How many', type: 'integer' })
  items!: number;
  @ApiProperty({ description: 'Some of them', type: [String] })
  examples!: readonly string[];
}

/** What sets two versions apart. */
export class VersionDiff {
  @ApiProperty({ description: 'Classes that are new', type: [ClassRef] })
  added!: readonly ClassRef[];
  @ApiProperty({ description: 'Classes that are gone', type: [ClassRef] })
  removed!: readonly ClassRef[];
  @ApiProperty({ description: 'Classes that differ', type: [ChangedClass] })
  changed!: readonly ChangedClass[];
  @ApiProperty({ type: [MovedItems], description: 'Items of the collection that change class, most first' })
  moved!: readonly MovedItems[];
}

/** The catalogue after going back. */
export class RolledBack {
  @ApiProperty({ type: 'integer', description: 'The new version, equal to the earlier one' })
  version!: number;
  @ApiProperty({ description: 'Classes it has', type: 'integer' })
  classes!: number;
}

/** Query of `POST /v1/classes/versions/{version}/publish`. */
export class PublishQuery {
  @MetadataPathField({
    optional: true,
    description: 'Metadata field that names the class of an item: asks for the check of quality',
  })
  field?: string;

  @CollectionField({ optional: true, description: 'Collection whose items are judged' })
  collection?: string;

  @NumberField({
    optional: true,
    default: 0,
    min: 0,
    max: 1,
    description: 'How much the harmonic mean may fall, 0 to 1',
  })
  maxDrop?: number;
}

/** Path of what is done to one version. */
export class VersionPath {
  @WholeNumberField({ example: 3, description: 'Version of the catalogue' })
  version!: number;
}
