import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One wrong field of a request. */
export class FieldProblemDto {
  @ApiProperty()
  field!: string;
  @ApiProperty()
  message!: string;
}

/** RFC 9457 problem details, as every failed request is answered. */
export class ProblemDto {
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
  @ApiPropertyOptional({ type: [FieldProblemDto], description: 'Where single fields are wrong' })
  errors?: FieldProblemDto[];
}
