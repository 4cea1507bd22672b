import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EVALUATION_STATES, type EvaluationState } from '@unseen/domain';
import { UuidField } from './fields/index.ts';

/** Why an evaluation has no result, or did not lead to the publication it was to decide on. */
export class EvaluationError {
  @ApiProperty({ example: 'evaluation_empty' })
  code!: string;
  @ApiProperty()
  detail!: string;
}

/** How far an evaluation has come. */
export class EvaluationProgress {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({
    enum: EVALUATION_STATES,
    description: '`blocked`: measured, and its version of the catalogue was not published',
  })
  state!: EvaluationState;
  @ApiProperty({
    description: 'Steps done: pictures encoded, captions and pictures searched with, items judged',
  })
  done!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'null until the set has been read' })
  total!: number | null;
  @ApiPropertyOptional({ type: EvaluationError, description: 'Why it failed or was blocked' })
  error?: EvaluationError;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiPropertyOptional({ format: 'date-time' })
  startedAt?: string;
  @ApiPropertyOptional({ format: 'date-time' })
  finishedAt?: string;
}

/** Path of what is asked of one evaluation. */
export class EvaluationPath {
  @UuidField({ code: 'evaluation_not_found', description: 'Id of the evaluation' })
  id!: string;
}
