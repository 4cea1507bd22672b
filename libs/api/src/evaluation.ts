import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  DEFAULT_CANDIDATES,
  EVALUATION_FORMATS,
  EVALUATION_METHODS,
  type EvaluationFormat,
  type EvaluationMethod,
} from '@unseen/domain';
import { EvaluationProgress } from './evaluation-progress.ts';
import { ChoiceField, ChoicesField, NestedField, TextField, WholeNumberOrField } from './fields/index.ts';

/** Captioned pictures to evaluate on. */
export class EvaluationSource {
  @ChoiceField(EVALUATION_FORMATS, { example: 'flickr', description: 'Format of the annotations' })
  format!: EvaluationFormat;

  @TextField({
    min: 1,
    max: 1_000,
    example: 'flickr8k/images',
    description: 'Folder of the pictures below the import root',
  })
  images!: string;

  @TextField({
    min: 1,
    max: 1_000,
    example: 'flickr8k/captions.token.txt',
    description: 'File with the captions',
  })
  annotations!: string;

  @TextField({
    optional: true,
    min: 1,
    max: 1_000,
    example: 'flickr8k/dev.txt',
    description: 'A list of picture names, a file of `unseen split`, or the name of a split (karpathy)',
  })
  split?: string;
}

/** Body of `POST /v1/evaluations`. */
export class CreateEvaluation {
  @NestedField(() => EvaluationSource, { description: 'Captioned pictures to evaluate on' })
  source!: EvaluationSource;

  @ChoicesField(EVALUATION_METHODS, {
    optional: true,
    default: EVALUATION_METHODS,
    description: 'Methods to compare',
  })
  methods?: EvaluationMethod[];

  @WholeNumberOrField({
    optional: true,
    word: 'all',
    min: 1,
    max: 1_000_000,
    default: DEFAULT_CANDIDATES,
    description: 'Candidates re-scored per query',
  })
  candidates?: number | 'all';
}

/** An evaluation of retrieval and how far it has come. */
export class Evaluation extends EvaluationProgress {
  @ApiProperty({ description: 'Captioned pictures it measures on', type: EvaluationSource })
  source!: EvaluationSource;
  @ApiProperty({ description: 'Methods compared', enum: EVALUATION_METHODS, isArray: true })
  methods!: EvaluationMethod[];
  @ApiProperty({
    description: 'Candidates re-scored per query',
    oneOf: [{ type: 'integer' }, { type: 'string', enum: ['all'] }],
  })
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
  @ApiProperty({ description: 'Evaluations, newest first', type: [Evaluation] })
  evaluations!: Evaluation[];
}
