import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Json, type Metadata } from '@unseen/domain';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBase64,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { ClassSummary } from './class-of-answer.ts';
import { Explanation } from './explanation.ts';
import { Warning } from './warning.ts';

/** Body of `POST /v1/search`; multipart takes the same fields with `image` as a file. */
export class SearchRequest {
  @ApiPropertyOptional({ default: 'default' })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiPropertyOptional({ example: 'a red apple' })
  @IsOptional()
  @IsString()
  text?: string;

  @ApiPropertyOptional({ format: 'byte', description: 'A picture, base64' })
  @IsOptional()
  @IsBase64()
  image?: string;

  @ApiPropertyOptional({ description: 'Find what is like this stored item' })
  @IsOptional()
  @IsString()
  itemId?: string;

  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    description: 'What the hits should not show',
  })
  @IsOptional()
  @ValidateIf((dto: SearchRequest) => typeof dto.not !== 'string')
  @IsArray({ message: 'must be a text or a list of texts' })
  @IsString({ each: true })
  not?: string | string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { group: 'food-drink', price: { lte: 30 } },
    description:
      '`{ field: value | { eq, ne, in, lt, lte, gt, gte, exists } }`, with `all`, `any`, `none` to combine',
  })
  @IsOptional()
  @IsObject()
  filter?: Record<string, Json>;

  @ApiPropertyOptional({
    type: [String],
    description: 'Ids or names of classes the hits must belong to; kinds of a class are included with it',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsString({ each: true })
  classes?: string[];

  @ApiPropertyOptional({
    enum: ['all', 'seen', 'unseen'],
    default: 'all',
    description: 'Only hits that belong to seen, or to unseen, classes',
  })
  @IsOptional()
  @IsIn(['all', 'seen', 'unseen'])
  scope?: 'all' | 'seen' | 'unseen';

  @ApiPropertyOptional({ default: false, description: 'Count the hits per class over all pages' })
  @IsOptional()
  @IsBoolean()
  facets?: boolean;

  @ApiPropertyOptional({ default: 20, minimum: 1, maximum: 200 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  @ApiPropertyOptional({ description: '`nextCursor` of the previous page' })
  @IsOptional()
  @IsString()
  cursor?: string;

  @ApiPropertyOptional({
    default: 100,
    minimum: 1,
    maximum: 1000,
    description: 'Candidates to recall and re-score',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  candidates?: number;

  @ApiPropertyOptional({ enum: ['imfa', 'self', 'none'], default: 'imfa' })
  @IsOptional()
  @IsIn(['imfa', 'self', 'none'])
  rescore?: 'imfa' | 'self' | 'none';

  @ApiPropertyOptional({ enum: ['rrf', 'weighted'], default: 'weighted' })
  @IsOptional()
  @IsIn(['rrf', 'weighted'])
  fusion?: 'rrf' | 'weighted';

  @ApiPropertyOptional({
    enum: ['any', 'image', 'caption'],
    default: 'any',
    description: 'What to search in',
  })
  @IsOptional()
  @IsIn(['any', 'image', 'caption'])
  target?: 'any' | 'image' | 'caption';

  @ApiPropertyOptional({
    enum: ['auto', 'off'],
    default: 'auto',
    description: '`auto`: only what matches the text; `off`: what is nearest to it as well, marked `weak`',
  })
  @IsOptional()
  @IsIn(['auto', 'off'])
  cutoff?: 'auto' | 'off';

  @ApiPropertyOptional({
    minimum: 0,
    maximum: 1,
    description: 'The least `match` of a hit, in place of the line that `cutoff` draws',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  minMatch?: number;

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  explain?: boolean;

  @ApiPropertyOptional({
    default: false,
    description: 'Add each picture’s width and height, so that a page can lay out before pictures load',
  })
  @IsOptional()
  @IsBoolean()
  sizes?: boolean;
}

/** Milliseconds each stage took. */
export class Took {
  @ApiProperty()
  embed!: number;
  @ApiProperty()
  recall!: number;
  @ApiProperty()
  fuse!: number;
  @ApiProperty()
  rescore!: number;
  @ApiProperty()
  total!: number;
}

/** Pixels of an upright picture. */
export class PictureSize {
  @ApiProperty()
  width!: number;
  @ApiProperty()
  height!: number;
}

/** The class of a hit. */
export class HitClass extends ClassSummary {
  @ApiProperty({ description: '0 to 1' })
  probability!: number;
}

/** How many hits of a search belong to a class. */
export class ClassFacet extends ClassSummary {
  @ApiProperty()
  count!: number;
}

/** A class the query names: its hits are moved forward. */
export class NamedClass {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'The word of the catalogue that the query holds' })
  word!: string;
  @ApiProperty({ enum: ['name', 'synonym'] })
  as!: 'name' | 'synonym';
}

/** One hit. */
export class Hit {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: 'Puts hits in order; comparable within one answer only' })
  score!: number;
  @ApiProperty({
    description:
      'How surely it is what was asked for, 0 to 1: the same scale for every text and in every collection',
  })
  match!: number;
  @ApiPropertyOptional({
    description: 'Set where `match` is under the line between match and no match: shown only on request',
  })
  weak?: true;
  @ApiPropertyOptional()
  caption?: string;
  @ApiPropertyOptional({ type: [String], description: 'All captions, when there are several' })
  captions?: string[];
  @ApiProperty({ type: 'object', additionalProperties: true })
  metadata!: Metadata;
  @ApiProperty()
  hasImage!: boolean;
  @ApiPropertyOptional({ type: HitClass, description: 'Absent when no class explains the item' })
  class?: HitClass;
  @ApiPropertyOptional({ type: PictureSize, description: 'With `sizes`, for items that have a picture' })
  image?: PictureSize;
  @ApiPropertyOptional({
    type: Explanation,
    description: 'Each list’s rank and raw score, the fused score, the IMFA score and the attention grid',
  })
  explain?: Explanation;
}

/** Answer of `POST /v1/search`. */
export class SearchResult {
  @ApiProperty({ type: [Hit] })
  hits!: Hit[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
  @ApiProperty({ type: Took })
  took!: Took;
  @ApiProperty({ description: 'Whether re-scoring took part; false with a reason when it was skipped' })
  rescored!: boolean;
  @ApiPropertyOptional()
  rescoreSkipped?: string;
  @ApiProperty({ description: 'Candidates left out because they do not match' })
  cut!: number;
  @ApiProperty({ description: 'Candidates that `not` vetoed' })
  vetoed!: number;
  @ApiPropertyOptional({ type: [Warning], description: 'What to know of the words of the query' })
  warnings?: readonly Warning[];
  @ApiPropertyOptional({ type: [NamedClass], description: 'Classes the query names' })
  named?: readonly NamedClass[];
  @ApiPropertyOptional({
    type: [ClassFacet],
    description: 'With `facets`, on the first page: hits per class over all pages, most first',
  })
  classes?: readonly ClassFacet[];
}
