import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  DEFAULT_CANDIDATES,
  EVALUATION_FORMATS,
  EVALUATION_METHODS,
  type EvaluationFormat,
  type EvaluationMethod,
} from '@unseen/domain';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { EvaluationProgress } from './evaluation-progress.ts';

/** Captioned pictures to evaluate on. */
export class EvaluationSource {
  @ApiProperty({ enum: EVALUATION_FORMATS })
  @IsIn(EVALUATION_FORMATS)
  format!: EvaluationFormat;

  @ApiProperty({ description: 'Folder of the pictures below the import root', example: 'flickr8k/images' })
  @IsString()
  @IsNotEmpty()
  images!: string;

  @ApiProperty({ description: 'File with the captions', example: 'flickr8k/captions.token.txt' })
  @IsString()
  @IsNotEmpty()
  annotations!: string;

  @ApiPropertyOptional({
    description: 'A list of picture names, a file of `unseen split`, or the name of a split (karpathy)',
    example: 'flickr8k/dev.txt',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  split?: string;
}

/** Body of `POST /v1/evaluations`. */
export class CreateEvaluation {
  @ApiProperty({ type: EvaluationSource })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => EvaluationSource)
  source!: EvaluationSource;

  @ApiPropertyOptional({ enum: EVALUATION_METHODS, isArray: true, default: EVALUATION_METHODS })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(EVALUATION_METHODS, { each: true })
  methods?: EvaluationMethod[];

  @ApiPropertyOptional({
    oneOf: [
      { type: 'integer', minimum: 1 },
      { type: 'string', enum: ['all'] },
    ],
    default: DEFAULT_CANDIDATES,
    description: 'Candidates re-scored per query',
  })
  @IsOptional()
  @ValidateIf((dto: CreateEvaluation) => dto.candidates !== 'all')
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  candidates?: number | 'all';
}

/** An evaluation of retrieval and how far it has come. */
export class Evaluation extends EvaluationProgress {
  @ApiProperty({ type: EvaluationSource })
  source!: EvaluationSource;
  @ApiProperty({ enum: EVALUATION_METHODS, isArray: true })
  methods!: EvaluationMethod[];
  @ApiProperty({ oneOf: [{ type: 'integer' }, { type: 'string', enum: ['all'] }] })
  candidates!: number | 'all';
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description:
      'Figures per method and direction, once completed; see the guide to evaluating. Not in lists',
  })
  result?: object;
}

/** The newest evaluations. */
export class EvaluationList {
  @ApiProperty({ type: [Evaluation] })
  evaluations!: Evaluation[];
}
