import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EVALUATION_STATES, type EvaluationState } from '@unseen/domain';
import { UuidField } from './fields/index.ts';

/** Why an evaluation has no result, or did not lead to the publication it was to decide on. */
export class EvaluationError {
  @ApiProperty({ description: 'A code of the error catalogue', example: 'evaluation_empty' })
  code!: string;
  @ApiProperty({ description: 'What happened' })
  detail!: string;
}

/** How far an evaluation has come. */
export class EvaluationProgress {
  @ApiProperty({ description: 'Id of the evaluation', format: 'uuid' })
  id!: string;
  @ApiProperty({
    enum: EVALUATION_STATES,
    description: '`blocked`: measured, and its version of the catalogue was not published',
  })
  state!: EvaluationState;
  @ApiProperty({
    type: 'integer',
    description: 'Steps done: pictures encoded, captions and pictures searched with, items judged',
  })
  done!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'null until the set has been read' })
  total!: number | null;
  @ApiPropertyOptional({ type: EvaluationError, description: 'Why it failed or was blocked' })
  error?: EvaluationError;
  @ApiProperty({ description: 'When it was asked for', format: 'date-time' })
  createdAt!: string;
  @ApiPropertyOptional({ description: 'When it began', format: 'date-time' })
  startedAt?: string;
  @ApiPropertyOptional({ description: 'When it ended', format: 'date-time' })
  finishedAt?: string;
}

/** Path of what is asked of one evaluation. */
export class EvaluationPath {
  @UuidField({ code: 'evaluation_not_found', description: 'Id of the evaluation' })
  id!: string;
}
