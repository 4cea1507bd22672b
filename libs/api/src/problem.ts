import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One wrong field of a request. */
export class FieldProblem {
  @ApiProperty()
  field!: string;
  @ApiProperty()
  message!: string;
}

/** RFC 9457 problem details, as every failed request is answered. */
export class Problem {
  @ApiProperty({ example: 'urn:unseen:error:item_not_found' })
  type!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  status!: number;
  @ApiProperty()
  detail!: string;
  @ApiProperty({ description: 'Stable: a code of the error catalogue', example: 'item_not_found' })
  code!: string;
  @ApiProperty()
  requestId!: string;
  @ApiPropertyOptional({ type: [FieldProblem], description: 'Where single fields are wrong' })
  errors?: FieldProblem[];
}
