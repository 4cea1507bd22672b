import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Metadata } from '@unseen/domain';
import {
  CollectionField,
  FlagField,
  ItemCursorField,
  ItemIdsField,
  WholeNumberField,
} from './fields/index.ts';
import { ItemImage } from './item.ts';
import { OperationError } from './item-batch.ts';

/** Items put back in one request: each is embedded again. */
export const MOST_RESTORED = 1_000;

/** Query of `GET /v1/trash`. */
export class TrashQuery {
  @CollectionField({ optional: true, description: 'Collection the items were in' })
  collection?: string;

  @WholeNumberField({ optional: true, default: 50, min: 1, max: 500, description: 'Items on one page' })
  limit?: number;

  @ItemCursorField()
  cursor?: string;
}

/** An item in the trash. */
export class TrashedItem {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: 'Where it was, and would be again' })
  collection!: string;
  @ApiProperty({ type: [String] })
  captions!: string[];
  @ApiProperty({ type: 'object', additionalProperties: true })
  metadata!: Metadata;
  @ApiPropertyOptional({ type: ItemImage })
  image?: ItemImage;
  @ApiProperty({ format: 'date-time', description: 'When the item was first added' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time' })
  trashedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When it is removed for good, or soon after' })
  expiresAt!: string;
}

/** A page of the trash, last thrown away first. */
export class TrashList {
  @ApiProperty({ type: [TrashedItem] })
  items!: TrashedItem[];
  @ApiProperty({ type: 'integer', description: 'Items in the trash of the collection' })
  total!: number;
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** Body of `POST /v1/trash/restore`. */
export class RestoreItems {
  @CollectionField({
    optional: true,
    description: 'Collection the items were in; made when it does not exist',
  })
  collection?: string;

  @ItemIdsField({
    most: MOST_RESTORED,
    description: 'Items to put back',
  })
  ids!: string[];
}

/** What became of an item that was to be put back. */
export class RestoredItem {
  @ApiProperty()
  id!: string;
  @ApiProperty({
    enum: ['restored', 'failed'],
    description: '`restored` as well where the same content was stored under the id again in the meantime',
  })
  status!: 'restored' | 'failed';
  @ApiPropertyOptional({
    type: OperationError,
    description: '`item_conflict` where other content has the id by now: the item stays in the trash',
  })
  error?: OperationError;
}

/** Answer of `POST /v1/trash/restore`: a result for each id, in order. */
export class RestoredItems {
  @ApiProperty({ type: [RestoredItem] })
  results!: RestoredItem[];
}

/** Body of `POST /v1/trash/delete`. */
export class DeleteFromTrash {
  @CollectionField({ optional: true, description: 'Collection the items were in' })
  collection?: string;

  @ItemIdsField({
    optional: true,
    most: 10_000,
    description: 'Items to remove for good; those that are not there are passed over',
  })
  ids?: string[];

  @FlagField({
    optional: true,
    default: false,
    description: 'All that lie in the trash of the collection, instead',
  })
  all?: boolean;
}

/** Answer of `POST /v1/trash/delete`. */
export class DeletedFromTrash {
  @ApiProperty({ type: 'integer', description: 'Items removed for good' })
  deleted!: number;
}
