import { ApiProperty } from '@nestjs/swagger';

/** A class of the catalogue as an answer names it, beside what the answer says of it. */
export class ClassSummary {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  seen!: boolean;
}
