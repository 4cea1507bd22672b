import { ApiProperty } from '@nestjs/swagger';
import { ClassRef, CollectionQuery } from './class-review.ts';
import {
  ChoiceField,
  CollectionField,
  MetadataPathField,
  NumberField,
  WholeNumberField,
} from './fields/index.ts';

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

/** What keys without the scope `admin` see of the catalogue. */
const SERVED = ['latest', 'published'] as const;
type Served = (typeof SERVED)[number];

/** Which version of the catalogue is published, and who sees which. */
export class ClassSettings {
  @ApiProperty({
    enum: SERVED,
    description:
      'What keys without the scope `admin` see: `latest`, each change at once, or `published`, the version published last and no other',
  })
  serves!: Served;
  @ApiProperty({ type: 'integer', description: 'The newest version; 0 before the first class' })
  version!: number;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The version published last; null before the first',
  })
  published!: number | null;
}

/** Body of `PATCH /v1/classes/settings`. */
export class UpdateClassSettings {
  @ChoiceField(SERVED, {
    example: 'published',
    description: 'What keys without the scope `admin` see; `published` needs a version that is',
  })
  serves!: Served;
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
