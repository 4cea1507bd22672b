import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One wrong field of a request. */
export class FieldProblem {
  @ApiProperty({ description: 'Path of the field, such as `filter.any[1].color`' })
  field!: string;
  @ApiProperty({ description: 'What is wrong with it' })
  message!: string;
}

/** RFC 9457 problem details, as every failed request is answered. */
export class Problem {
  @ApiProperty({ description: 'URN of the code', example: 'urn:unseen:error:item_not_found' })
  type!: string;
  @ApiProperty({ description: 'What the code means' })
  title!: string;
  @ApiProperty({ description: 'Status of the answer', type: 'integer' })
  status!: number;
  @ApiProperty({ description: 'What happened this time, for a person' })
  detail!: string;
  @ApiProperty({ description: 'Stable: a code of the error catalogue', example: 'item_not_found' })
  code!: string;
  @ApiProperty({ description: 'Id of the request: logs carry it' })
  requestId!: string;
  @ApiPropertyOptional({ type: [FieldProblem], description: 'Where single fields are wrong' })
  errors?: FieldProblem[];
}
