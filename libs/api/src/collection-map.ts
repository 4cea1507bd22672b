import { ApiProperty } from '@nestjs/swagger';

/** First line of `GET /v1/collections/{name}/map`. */
export class CollectionMapHead {
  @ApiProperty({ format: 'date-time', description: 'When it was made' })
  madeAt!: string;
  @ApiProperty({ description: 'Model pack whose vectors it was made from', example: 'lite@2.1.0' })
  pack!: string;
  @ApiProperty({
    type: 'integer',
    description: 'Items that were added or changed since: they have no place in it, or not their own',
  })
  changedSince!: number;
}

/** A further line: some items, and where they lie, in columns of the same length. */
export class CollectionMapPart {
  @ApiProperty({ type: [String], description: 'Ids of the items' })
  ids!: string[];
  @ApiProperty({
    type: [Number],
    description: 'From 0 to 1; the longer side of the map fills that',
    example: [0.25],
  })
  x!: number[];
  @ApiProperty({ type: [Number], example: [0.5] })
  y!: number[];
  @ApiProperty({ type: [Boolean], description: 'Whether each shows a picture' })
  hasImage!: boolean[];
}

/** A line of `GET /v1/collections/{name}/places`: some items, and where they were made, in columns of the same length. */
export class CollectionPlacesPart {
  @ApiProperty({ type: [String], description: 'Ids of the items' })
  ids!: string[];
  @ApiProperty({ type: [Number], description: 'Degrees, WGS 84', example: [48.86] })
  latitude!: number[];
  @ApiProperty({ type: [Number], example: [2.35] })
  longitude!: number[];
  @ApiProperty({ type: [Boolean], description: 'Whether each shows a picture' })
  hasImage!: boolean[];
}
