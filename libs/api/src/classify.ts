import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ClassSummary } from './class-of-answer.ts';
import { Warning } from './warning.ts';
import {
  CollectionField,
  ItemIdField,
  PictureField,
  QueryTextField,
  WholeNumberField,
  WholeNumberOrField,
} from './fields/index.ts';

/** Body of `POST /v1/classify`: one of `image`, `itemId` and `text`. Multipart takes `image` as a file. */
export class ClassifyRequest {
  @PictureField({ optional: true, description: 'A picture, base64' })
  image?: string;

  @ItemIdField({ optional: true, description: 'A stored item' })
  itemId?: string;

  @QueryTextField({
    optional: true,
    example: 'a ripe mango on a plate',
    description: 'What to name the classes of',
  })
  text?: string;

  @CollectionField({
    optional: true,
    description: 'Where the item is; also what ordinary items look like, which classes are judged against',
  })
  collection?: string;

  @WholeNumberField({ optional: true, default: 5, min: 1, max: 100, description: 'Classes to name' })
  limit?: number;

  @WholeNumberOrField({
    optional: true,
    word: 'published',
    max: 2 ** 31 - 1,
    description:
      'Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published',
  })
  asOf?: number | 'published';
}

/** A class and how likely it is. */
export class ProbableClass extends ClassSummary {
  @ApiProperty({ description: '0 to 1; what is missing to 1 is the chance of no class at all' })
  probability!: number;
}

/** Answer of `POST /v1/classify`. */
export class Classification {
  @ApiProperty({ type: [ProbableClass], description: 'Most likely first' })
  classes!: ProbableClass[];
  @ApiProperty({ description: 'Whether no class explains it' })
  unknown!: boolean;
  @ApiPropertyOptional({
    enum: ['no_classes', 'distance', 'margin'],
    description: 'Why: there are no classes, it is far from all of them, or between two',
  })
  reason?: 'no_classes' | 'distance' | 'margin';
  @ApiProperty({ type: 'integer', description: 'Version of the catalogue' })
  version!: number;
  @ApiPropertyOptional({ type: [Warning], description: 'What to know of the words of the text' })
  warnings?: readonly Warning[];
}
