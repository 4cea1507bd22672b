import { ApiProperty } from '@nestjs/swagger';
import { NumberField, TextField, WholeNumberField } from './fields/index.ts';

/** Query of `GET /v1/collections/{name}/near-duplicates`. */
export class AlikeQuery {
  @WholeNumberField({
    optional: true,
    default: 20,
    min: 1,
    max: 200,
    description: 'Groups after which an answer ends; it may hold some more',
  })
  limit?: number;

  @NumberField({
    optional: true,
    default: 0.95,
    min: 0.9,
    max: 1,
    description:
      'The likeness (cosine of two picture vectors) from which on pictures are told together. A photograph saved again comes to 0.99, at half its size or coarsely to 0.92 to 0.99',
  })
  likeness?: number;

  @TextField({ optional: true, max: 200, description: '`nextCursor` of the answer before' })
  cursor?: string;
}

/** Pictures that look the same. */
export class AlikeGroup {
  @ApiProperty({
    type: [String],
    description: 'Ids of the items, 2 to 24; the first is the one the others are compared with',
  })
  ids!: string[];
  @ApiProperty({ description: 'The least likeness to the first', example: 0.993 })
  likeness!: number;
}

/** Answer of `GET /v1/collections/{name}/near-duplicates`. */
export class AlikeList {
  @ApiProperty({ type: [AlikeGroup], description: 'Groups; each is told once in a walk' })
  groups!: AlikeGroup[];
  @ApiProperty({ type: 'integer', description: 'Items looked at for this answer' })
  examined!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Where to go on; null: that was all' })
  nextCursor!: string | null;
}
