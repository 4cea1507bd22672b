import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBase64, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { ClassSummary } from './class-of-answer.ts';

/** Body of `POST /v1/classify`: one of `image`, `itemId` and `text`. Multipart takes `image` as a file. */
export class ClassifyRequest {
  @ApiPropertyOptional({ format: 'byte', description: 'A picture, base64' })
  @IsOptional()
  @IsBase64()
  image?: string;

  @ApiPropertyOptional({ description: 'A stored item' })
  @IsOptional()
  @IsString()
  itemId?: string;

  @ApiPropertyOptional({ example: 'a ripe mango on a plate' })
  @IsOptional()
  @IsString()
  text?: string;

  @ApiPropertyOptional({
    default: 'default',
    description: 'Where the item is; also what ordinary items look like, which classes are judged against',
  })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiPropertyOptional({ default: 5, minimum: 1, maximum: 100, description: 'Classes to name' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;

  @ApiPropertyOptional({ description: 'An earlier version of the catalogue' })
  @IsOptional()
  @IsInt()
  @Min(0)
  asOf?: number;
}

/** A class and how likely it is. */
export class ProbableClass extends ClassSummary {
  @ApiProperty({ description: '0 to 1; what is missing to 1 is the chance of no class at all' })
  probability!: number;
}

/** Answer of `POST /v1/classify`. */
export class Classification {
  @ApiProperty({ type: [ProbableClass], description: 'Most likely first' })
  classes!: ProbableClass[];
  @ApiProperty({ description: 'Whether no class explains it' })
  unknown!: boolean;
  @ApiPropertyOptional({
    enum: ['no_classes', 'distance', 'margin'],
    description: 'Why: there are no classes, it is far from all of them, or between two',
  })
  reason?: 'no_classes' | 'distance' | 'margin';
  @ApiProperty({ description: 'Version of the catalogue' })
  version!: number;
}
