import { ApiProperty } from '@nestjs/swagger';
import { CollectionField } from './fields/index.ts';

/** Path of what is asked of one collection. */
export class CollectionPath {
  @CollectionField({ description: 'Name of the collection' })
  name!: string;
}

/** A collection and its size. */
export class Collection {
  @ApiProperty()
  name!: string;
  @ApiProperty()
  items!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** The caller's collections. */
export class CollectionList {
  @ApiProperty({ type: [Collection] })
  collections!: Collection[];
}
