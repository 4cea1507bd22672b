import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The warnings about words, about fields no item has, and about what is written in pictures. */
export const WARNING_CODES = [
  'text_not_understood',
  'text_truncated',
  'language_unsupported',
  'field_unknown',
  'pictures_not_read',
  'written_too_often',
  'written_left_out',
  'settings_left_out',
] as const;

/** Something the caller should know although the request was done. */
export class Warning {
  @ApiProperty({ description: 'What is worth knowing', enum: WARNING_CODES })
  code!: (typeof WARNING_CODES)[number];

  @ApiProperty({ description: 'The same for a person' })
  detail!: string;

  @ApiPropertyOptional({ type: [String], description: 'The words, or the field, it is about' })
  words?: readonly string[];
}
