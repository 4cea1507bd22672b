import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, CollectionField, FlagField, MetadataPathsField, TextField } from './fields/index.ts';

const NAMED = {
  displayName: {
    optional: true,
    nullable: true,
    max: 200,
    example: 'Autumn shoes',
    description: 'What pages call it',
  },
  keywordFields: {
    optional: true,
    most: 32,
    example: ['sku', 'brand'],
    description: 'Metadata fields whose words are searched, beside id and captions',
  },
  facetFields: {
    optional: true,
    most: 32,
    example: ['color', 'price'],
    description: 'Metadata fields that are counted beside hits',
  },
  readText: {
    optional: true,
    description:
      'Whether the words in pictures are read: `auto` only where a quick look finds some, `on` in all; `off` forgets what was read',
  },
} as const;

const READ_TEXT = ['off', 'auto', 'on'] as const;

/** Path of what is asked of one collection. */
export class CollectionPath {
  @CollectionField({ description: 'Name of the collection' })
  name!: string;
}

/** Body of `PATCH /v1/collections/{name}`: what is absent stays. */
export class UpdateCollection {
  @TextField(NAMED.displayName)
  displayName?: string | null;

  @MetadataPathsField(NAMED.keywordFields)
  keywordFields?: string[];

  @MetadataPathsField(NAMED.facetFields)
  facetFields?: string[];

  @ChoiceField(READ_TEXT, NAMED.readText)
  readText?: (typeof READ_TEXT)[number];
}

/** Body of `POST /v1/collections`. */
export class CreateCollection extends UpdateCollection {
  @CollectionField({ description: 'Name of the collection, for good' })
  name!: string;
}

/** Query of `GET /v1/collections/{name}/export`. */
export class CollectionExportQuery {
  @FlagField({
    optional: true,
    default: false,
    description: 'With the vectors, so that the same model pack need not make them again',
  })
  vectors?: boolean;

  @FlagField({ optional: true, default: false, description: 'With the original pictures, as base64' })
  images?: boolean;
}

/** A collection and how much it holds. */
export class Collection {
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What pages call it; null: by its name' })
  displayName!: string | null;
  @ApiProperty()
  items!: number;
  @ApiProperty({ description: 'Size of the original pictures; one that several items show counts for each' })
  bytes!: number;
  @ApiProperty({ type: [String], description: 'Metadata fields whose words are searched' })
  keywordFields!: string[];
  @ApiProperty({ type: [String], description: 'Metadata fields that are counted beside hits' })
  facetFields!: string[];
  @ApiProperty({ enum: READ_TEXT, description: 'Whether the words in pictures are read' })
  readText!: (typeof READ_TEXT)[number];
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** The caller's collections. */
export class CollectionList {
  @ApiProperty({ type: [Collection] })
  collections!: Collection[];
}

/** Answer of what is done as a job. */
export class StartedJob {
  @ApiProperty({ format: 'uuid' })
  jobId!: string;
}
