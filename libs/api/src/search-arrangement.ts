import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ChoiceField,
  field,
  ItemIdField,
  MetadataPathField,
  NumberField,
  PictureField,
  QueryTextField,
  schemaOf,
  WholeNumberField,
  type FieldOptions,
} from './fields/index.ts';

/** One key to sort by. */
export class SortKey {
  @MetadataPathField({
    example: 'price',
    description: 'A metadata field, `$id`, `$createdAt`, `$hasImage`, `$hasText`, or `relevance`',
  })
  field!: string;

  @ChoiceField(['asc', 'desc'], {
    optional: true,
    description: 'Default `asc`, for `relevance` `desc`; items without the field come last either way',
  })
  order?: 'asc' | 'desc';
}

/** One of several queries: a text, a picture or an item. */
export class PartialQuery {
  @QueryTextField({ optional: true, description: 'In words' })
  text?: string;

  @PictureField({ optional: true, description: 'A picture in base64' })
  image?: string;

  @ItemIdField({ optional: true, description: 'A stored item' })
  itemId?: string;

  @NumberField({
    optional: true,
    default: 1,
    min: -10,
    max: 10,
    description: 'How much it counts against the others; below 0: what hits should not be like',
  })
  weight?: number;
}

/** How much the sides of an item count. */
export class SearchWeights {
  @NumberField({ optional: true, default: 1, min: 0, max: 10, description: 'Pictures' })
  image?: number;

  @NumberField({ optional: true, default: 1, min: 0, max: 10, description: 'Captions' })
  caption?: number;

  @NumberField({
    optional: true,
    default: 1,
    min: 0,
    max: 10,
    description:
      'Words of id, captions and the collection’s `keywordFields`; not where there is a picture or item next to the text',
  })
  keywords?: number;
}

/** How hits are grouped. */
export class GroupBy {
  @MetadataPathField({ example: 'product', description: 'Hits with the same value are one group' })
  field!: string;

  @WholeNumberField({ optional: true, default: 1, min: 1, max: 20, description: 'Hits shown of each group' })
  size?: number;
}

/** A field that moves hits. */
export class Boost {
  @MetadataPathField({ example: 'popularity', description: 'A field of numbers or dates' })
  field!: string;

  @NumberField({ min: -10, max: 10, description: 'How much; below 0 it moves hits back' })
  weight!: number;
}

/** Fields to count: `true`, or a list of names and of wishes, which are read where they are used. */
export function FacetsField(options: FieldOptions): PropertyDecorator {
  const entry = { oneOf: [{ type: 'string' }, schemaOf(FacetWish)] };
  return field(
    {
      schema: { oneOf: [{ type: 'array', items: entry }, { type: 'boolean' }] },
      form: 'json',
      check: (value) =>
        typeof value === 'boolean' || Array.isArray(value)
          ? undefined
          : 'must be true, false, or a list of fields',
    },
    options,
  );
}

/** A span of numbers or dates to count. */
export class FacetSpan {
  @ApiPropertyOptional({ oneOf: [{ type: 'number' }, { type: 'string' }], description: 'From here on' })
  from?: number | string;
  @ApiPropertyOptional({
    oneOf: [{ type: 'number' }, { type: 'string' }],
    description: 'Up to here, without it',
  })
  to?: number | string;
}

/** A field to count the values of. */
export class FacetWish {
  @ApiProperty({ example: 'brand' })
  field!: string;
  @ApiPropertyOptional({ type: [FacetSpan], description: 'Counts these spans in place of values' })
  ranges?: FacetSpan[];
  @ApiPropertyOptional({ default: 10, minimum: 1, maximum: 1000, description: 'Values at most' })
  limit?: number;
}

/** A value, or a span, and how many items of the answer have it. */
export class CountedValue extends FacetSpan {
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] })
  value!: string | number | boolean;
  @ApiProperty({ description: 'Items of the answer that have it', type: 'integer' })
  count!: number;
}

/** The counts of one field. */
export class FieldFacet {
  @ApiProperty({ type: [CountedValue], description: 'Most first' })
  values!: readonly CountedValue[];
  @ApiProperty({ description: 'Otherwise at least so many' })
  exact!: boolean;
}

/** How many items belong to an answer. */
export class Total {
  @ApiProperty()
  value!: number;
  @ApiProperty({ description: 'Otherwise at least so many' })
  exact!: boolean;
}

/** The group a hit stands for. */
export class HitGroup {
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] })
  value!: string | number | boolean;
  @ApiProperty({ description: 'Items of the answer in the group' })
  total!: number;
}
