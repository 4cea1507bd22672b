import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { type Json, type Metadata } from '@unseen/domain';
import {
  CaptionField,
  CaptionsField,
  ChoiceField,
  CollectionField,
  DataField,
  FlagField,
  ItemCursorField,
  ItemIdField,
  PictureField,
  QueryTextField,
  TextField,
  WholeNumberField,
} from './fields/index.ts';
import { Warning } from './warning.ts';

/** Body of `POST /v1/items` as JSON; multipart takes the same fields with `image` as a file. */
export class CreateItem {
  @ItemIdField({ optional: true, description: 'Own id; without one, the id is made from the content' })
  id?: string;

  @CollectionField({ optional: true, description: 'Made when it does not exist' })
  collection?: string;

  @PictureField({ optional: true, description: 'The picture, base64' })
  image?: string;

  @CaptionField({ optional: true, description: 'What the picture shows' })
  caption?: string;

  @CaptionsField({ optional: true, description: 'Several captions instead of one' })
  captions?: string[];

  @DataField({
    optional: true,
    code: 'metadata_invalid',
    example: { price: 24.9, brand: 'Kyusu' },
    description: 'Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB',
  })
  metadata?: Record<string, Json>;
}

/** Body of `PUT /v1/items/{id}` as JSON or multipart: all of the item. */
export class PutItem extends OmitType(CreateItem, ['id']) {}

/** Body of `PATCH /v1/items/{id}`, a JSON merge patch (RFC 7396) or multipart: what is absent stays. */
export class UpdateItem {
  @PictureField({ optional: true, description: 'Another picture, base64' })
  image?: string;

  @CaptionField({
    optional: true,
    nullable: true,
    description: 'The caption, instead of all there are; `null`: none',
  })
  caption?: string | null;

  @CaptionsField({
    optional: true,
    nullable: true,
    description: 'The captions, instead of all there are; `null`: none',
  })
  captions?: string[] | null;

  @DataField({
    optional: true,
    nullable: true,
    code: 'metadata_invalid',
    example: { price: 19.9, sale: null },
    description: 'Merged field by field: `null` removes a field, in the place of all of it everything',
  })
  metadata?: Record<string, Json> | null;
}

/** Answer of `POST /v1/items`. */
export class CreatedItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  collection!: string;
  @ApiProperty({ enum: ['indexed'] })
  status!: 'indexed';
  @ApiPropertyOptional({ type: [Warning], description: 'What to know of its captions' })
  warnings?: readonly Warning[];
}

/** An item's picture. */
export class ItemImage {
  @ApiProperty({ description: 'MIME type of the original' })
  type!: string;
  @ApiProperty({ description: 'Pixels, upright' })
  width!: number;
  @ApiProperty()
  height!: number;
  @ApiProperty({ description: 'Path of the thumbnail' })
  url!: string;
}

/** An item as the ledger holds it. */
export class Item {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  collection!: string;
  @ApiProperty({ enum: ['pending', 'indexed', 'deleting'] })
  status!: 'pending' | 'indexed' | 'deleting';
  @ApiPropertyOptional()
  caption?: string;
  @ApiProperty({ type: [String] })
  captions!: string[];
  @ApiProperty({ type: 'object', additionalProperties: true })
  metadata!: Metadata;
  @ApiPropertyOptional({ type: ItemImage })
  image?: ItemImage;
  @ApiProperty()
  contentHash!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
  @ApiPropertyOptional({
    type: [Warning],
    description: 'Of a write: what to know of the captions that were sent',
  })
  warnings?: readonly Warning[];
}

/** Query of what is asked of one item. */
export class ItemQuery {
  @CollectionField({ optional: true, description: 'Collection of the item' })
  collection?: string;
}

/** Query of `DELETE /v1/items/{id}`. */
export class DeleteItemQuery extends ItemQuery {
  @FlagField({
    optional: true,
    default: false,
    description:
      'Put it into the trash, from which it can be had back for some days, instead of removing it for good',
  })
  trash?: boolean;
}

/** Query of `GET /v1/items/{id}/image`. */
export class ItemImageQuery extends ItemQuery {
  @ChoiceField(['thumbnail', 'original'], {
    optional: true,
    default: 'thumbnail',
    description: 'The thumbnail, or the picture as it came',
  })
  size?: 'thumbnail' | 'original';
}

/** Query of `GET /v1/items/{id}/attention.png`. */
export class AttentionQuery extends ItemQuery {
  @QueryTextField({
    optional: true,
    example: 'a red apple',
    description: 'What to look for in the picture; must not be empty',
  })
  text?: string;
}

/** Query of `GET /v1/items/count`. */
export class CountItemsQuery extends ItemQuery {
  @TextField({
    optional: true,
    max: 20_000,
    code: 'invalid_filter',
    example: '{"price":{"lt":20}}',
    description: 'A search filter as JSON: only items that satisfy it',
  })
  filter?: string;
}

/** Query of `GET /v1/items`. */
export class ListItemsQuery extends CountItemsQuery {
  @TextField({
    optional: true,
    max: 2_000,
    example: 'price:asc,$createdAt:desc',
    description:
      'Fields to sort by, with `:asc` or `:desc`, or JSON as in a search: `[{"field":"price","order":"asc"}]`. ' +
      'Items without the field come last',
  })
  sort?: string;

  @WholeNumberField({ optional: true, default: 50, min: 1, max: 500, description: 'Items on one page' })
  limit?: number;

  @ItemCursorField()
  cursor?: string;
}

/** A page of items. */
export class ItemList {
  @ApiProperty({ type: [Item] })
  items!: Item[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}
