import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsOptional, IsString, Min } from 'class-validator';

/** Body of `POST /v1/evaluations/classes`. */
export class EvaluateClassesDto {
  @ApiPropertyOptional({ default: 'default' })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiProperty({
    example: 'subgroup',
    description: 'Metadata field with the name of an item’s class, dotted when nested',
  })
  @IsString()
  @IsNotEmpty()
  field!: string;

  @ApiPropertyOptional({ description: 'Version of the catalogue to measure; the one in force when absent' })
  @IsOptional()
  @IsInt()
  @Min(0)
  asOf?: number;

  @ApiPropertyOptional({ description: 'An earlier version to compare with' })
  @IsOptional()
  @IsInt()
  @Min(0)
  against?: number;
}

/** Answer of `POST /v1/evaluations/classes`. */
export class ClassEvaluationDto {
  @ApiProperty({ description: 'Items that were judged, at most 5,000' })
  items!: number;
  @ApiProperty({ description: 'Items without the field, or whose class is not in the catalogue' })
  unlabelled!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      '`version`, `top1`, `top5` and `uncalibrated` (each with `seen`, `unseen`, `harmonic`, `all`, 0 to 1, averaged over classes), `ausuc`, `unknown`, and `classes`',
  })
  figures!: object;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: '`figures` of the other version, and `harmonicGain`',
  })
  against?: object;
}
