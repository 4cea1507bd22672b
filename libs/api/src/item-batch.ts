import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Json } from '@unseen/domain';
import {
  AnyListField,
  CaptionField,
  CaptionsField,
  ChoiceField,
  CollectionField,
  DataField,
  FlagField,
  ItemIdField,
  PictureOrAddressField,
  schemaOf,
  ItemIdsField,
} from './fields/index.ts';
import { FieldProblem } from './problem.ts';
import { Warning } from './warning.ts';

/** What a batch may do to an item. */
export const ITEM_OPERATIONS = ['create', 'upsert', 'merge', 'delete'] as const;
export type ItemOperationName = (typeof ITEM_OPERATIONS)[number];

/** Operations in one batch. */
export const MOST_OPERATIONS = 1_000;

/** One operation of a batch. */
export class ItemOperation {
  @ChoiceField(ITEM_OPERATIONS, {
    description:
      '`create` refuses a taken id with other content; `upsert` makes the item or replaces it whole; `merge` changes what ' +
      'is given, metadata as a JSON merge patch (RFC 7396); `delete` removes it',
  })
  op!: ItemOperationName;

  @ItemIdField({
    optional: true,
    description: 'Needed to merge and delete; else made from the content when absent',
  })
  id?: string;

  @PictureOrAddressField({
    optional: true,
    description: 'The picture in base64, or its web address where fetching is on',
  })
  image?: string;

  @CaptionField({
    optional: true,
    nullable: true,
    description: 'The caption; `null` in a merge removes all there are',
  })
  caption?: string | null;

  @CaptionsField({ optional: true, nullable: true, description: 'Several captions instead of one' })
  captions?: string[] | null;

  @DataField({
    optional: true,
    nullable: true,
    code: 'metadata_invalid',
    example: { price: 24.9, brand: 'Kyusu' },
    description: 'The metadata; in a merge a JSON merge patch: `null` removes a field',
  })
  metadata?: Record<string, Json> | null;
}

/** Body of `POST /v1/items/batch` as JSON. As NDJSON, every line is an operation, and `collection` is in the query. */
@ApiExtraModels(ItemOperation)
export class ItemBatch {
  @CollectionField({
    optional: true,
    description: 'Collection of all the items; made when it does not exist',
  })
  collection?: string;

  @AnyListField({
    items: schemaOf(ItemOperation),
    least: 1,
    most: MOST_OPERATIONS,
    description: 'Done in their order where they concern the same id; one that is wrong fails alone',
    example: [
      { op: 'upsert', id: 'sku-1', caption: 'a red ceramic teapot', metadata: { price: 24.9 } },
      { op: 'merge', id: 'sku-2', metadata: { price: 19.9, sale: null } },
      { op: 'delete', id: 'sku-3' },
    ],
  })
  operations!: unknown[];
}

/** Why an operation failed. */
export class OperationError {
  @ApiProperty({ description: 'A code of the error catalogue' })
  code!: string;
  @ApiProperty()
  detail!: string;
  @ApiPropertyOptional({ type: [FieldProblem], description: 'Wrong fields' })
  errors?: FieldProblem[];
}

/** What became of an operation. */
export class OperationResult {
  @ApiProperty({ type: String, nullable: true, description: 'null when it failed before it had one' })
  id!: string | null;
  @ApiProperty({ enum: ['added', 'updated', 'unchanged', 'deleted', 'failed'] })
  status!: 'added' | 'updated' | 'unchanged' | 'deleted' | 'failed';
  @ApiPropertyOptional({ type: OperationError })
  error?: OperationError;
  @ApiPropertyOptional({
    type: [Warning],
    description: 'What the model in use does not make of its captions',
  })
  warnings?: readonly Warning[];
}

/** Answer of `POST /v1/items/batch`: a result for each operation, in order. */
export class ItemBatchResult {
  @ApiProperty({ type: [OperationResult] })
  results!: OperationResult[];
}

/** Body of `POST /v1/items/delete`. */
export class DeleteItems {
  @CollectionField({ optional: true, description: 'Collection of the items' })
  collection?: string;

  @ItemIdsField({
    optional: true,
    most: 10_000,
    description: 'Items to remove; those that are not there are passed over',
  })
  ids?: string[];

  @DataField({
    optional: true,
    code: 'invalid_filter',
    example: { season: { in: ['2023', '2024'] } },
    description: 'Which items to remove instead, as search filters; `{}` means all of them',
  })
  filter?: Record<string, Json>;

  @FlagField({ optional: true, default: false, description: 'Only count what would go' })
  dryRun?: boolean;

  @FlagField({
    optional: true,
    default: false,
    description:
      'Put them into the trash, from which they can be had back for some days, instead of removing them for good',
  })
  trash?: boolean;
}

/** Answer of `POST /v1/items/delete`. */
export class DeletedItems {
  @ApiProperty({ description: 'Items that were found' })
  matched!: number;
  @ApiProperty({ description: 'Items removed, or put into the trash; 0 in a dry run' })
  deleted!: number;
}

/** Answer of `GET /v1/items/count`. */
export class ItemCount {
  @ApiProperty({ description: 'Items', type: 'integer' })
  count!: number;
}
