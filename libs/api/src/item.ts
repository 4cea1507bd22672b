import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Json, type Metadata } from '@unseen/domain';
import { Type } from 'class-transformer';
import { IsArray, IsBase64, IsInt, IsObject, IsOptional, IsString, Max, Min } from 'class-validator';

/** Body of `POST /v1/items` as JSON; multipart takes the same fields with `image` as a file. */
export class CreateItem {
  @ApiPropertyOptional({
    description: 'Own id; without one, the id is made from the content',
    example: 'sku-4711',
  })
  @IsOptional()
  @IsString()
  id?: string;

  @ApiPropertyOptional({ default: 'default', description: 'Made when it does not exist' })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiPropertyOptional({ format: 'byte', description: 'The picture, base64' })
  @IsOptional()
  @IsBase64()
  image?: string;

  @ApiPropertyOptional({ example: 'a red ceramic teapot' })
  @IsOptional()
  @IsString()
  caption?: string;

  @ApiPropertyOptional({ type: [String], description: 'Several captions instead of one' })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  captions?: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { price: 24.9, brand: 'Kyusu' },
  })
  @IsOptional()
  @IsObject()
  metadata?: Record<string, Json>;
}

/** Body of `PATCH /v1/items/{id}`: what is absent stays. */
export class UpdateItem {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  caption?: string;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  captions?: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Replaces the metadata as a whole',
  })
  @IsOptional()
  @IsObject()
  metadata?: Record<string, Json>;
}

/** Answer of `POST /v1/items`. */
export class CreatedItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  collection!: string;
  @ApiProperty({ enum: ['indexed'] })
  status!: 'indexed';
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
}

/** Query of `GET /v1/items`. */
export class ListItemsQuery {
  @ApiPropertyOptional({ default: 'default' })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;

  @ApiPropertyOptional({ description: '`nextCursor` of the previous page' })
  @IsOptional()
  @IsString()
  cursor?: string;
}

/** A page of items. */
export class ItemList {
  @ApiProperty({ type: [Item] })
  items!: Item[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}
