import { ApiProperty } from '@nestjs/swagger';
import { BoxField, NestedListField, NumberField, TextField } from './fields/index.ts';

const BOX = {
  description: 'Left, top, width and height of the word, as shares of the upright picture',
  example: [0.1, 0.42, 0.3, 0.08],
} as const;

/** A word of a picture and where it stands, in a hit. */
export class WrittenWord {
  @ApiProperty({ description: 'The word as it was read' })
  text!: string;

  @ApiProperty({ type: [Number], minItems: 4, maxItems: 4, ...BOX })
  box!: readonly number[];
}

/** A word of a picture. */
export class ReadWord extends WrittenWord {
  @ApiProperty({ description: '0 to 1; 1 where a person said so' })
  confidence!: number;
}

/** How far reading a picture is. */
export const TEXT_STATES = ['unread', 'reading', 'read', 'corrected', 'failed'] as const;

/** What is written in the picture of an item. */
export class ItemText {
  @ApiProperty({ type: [ReadWord], description: 'Words, line by line' })
  words!: ReadWord[];

  @ApiProperty({
    enum: TEXT_STATES,
    description:
      '`unread`: it waits, or its collection does not read; `corrected`: a person said so; `failed`: the picture cannot be read',
  })
  state!: (typeof TEXT_STATES)[number];
}

/** A word that a person says is written in a picture. */
export class CorrectedWord {
  @TextField({ max: 200, description: 'The word' })
  text!: string;

  @BoxField({ optional: true, ...BOX, default: [0, 0, 1, 1] })
  box?: readonly [number, number, number, number];

  @NumberField({ optional: true, min: 0, max: 1, default: 1, description: 'How sure it is' })
  confidence?: number;
}

/** Body of `PATCH /v1/items/{id}/text`. */
export class UpdateItemText {
  @NestedListField(() => CorrectedWord, {
    nullable: true,
    most: 500,
    description:
      'All words, in the order they are read; `null` forgets them, so that the picture is read again',
  })
  words!: CorrectedWord[] | null;
}
