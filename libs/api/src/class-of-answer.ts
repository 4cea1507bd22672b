import { ApiProperty } from '@nestjs/swagger';

/** A class of the catalogue as an answer names it, beside what the answer says of it. */
export class ClassSummary {
  @ApiProperty({ description: 'Id of the class' })
  id!: string;
  @ApiProperty({ description: 'Its name' })
  name!: string;
  @ApiProperty({ description: 'Whether it is amply provided with examples' })
  seen!: boolean;
}
