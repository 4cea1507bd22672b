import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** What counted in the final order. */
export class Counted {
  @ApiProperty({ description: 'Rank in this list after re-scoring and vetoes, from 1' })
  rank!: number;
  @ApiProperty()
  score!: number;
  @ApiProperty({ description: 'Share of the hit’s score that comes from this list' })
  contribution!: number;
}

/** What one list says of a hit. */
export class ListExplanation {
  @ApiProperty({ enum: ['text', 'image', 'joint'], description: 'The part of the query that was compared' })
  query!: 'text' | 'image' | 'joint';
  @ApiProperty({ enum: ['image', 'caption', 'joint'], description: 'The vector it was compared with' })
  modality!: 'image' | 'caption' | 'joint';
  @ApiProperty({ type: Number, nullable: true, description: 'Rank in recall, from 1; null: not reached' })
  rank!: number | null;
  @ApiProperty({ description: 'Inner product of the two vectors' })
  score!: number;
  @ApiProperty({ type: Counted, nullable: true, description: 'null when the list did not count' })
  counted!: Counted | null;
}

/** A place in an order, and the score that made it. */
export class Standing {
  @ApiProperty()
  rank!: number;
  @ApiProperty()
  score!: number;
}

/** What attention said of a hit. */
export class Rescore extends Standing {
  @ApiProperty({ enum: ['imfa', 'self'] })
  method!: 'imfa' | 'self';
}

/** How one unwanted text compares with a hit’s vectors. */
export class Unwanted {
  @ApiProperty()
  text!: string;
  @ApiPropertyOptional()
  image?: number;
  @ApiPropertyOptional()
  caption?: number;
  @ApiPropertyOptional()
  joint?: number;
}

/** A word of the query. */
export class WordAttention {
  @ApiProperty()
  text!: string;
  @ApiProperty({ description: 'The word’s share of the text' })
  weight!: number;
  @ApiProperty({
    type: [Number],
    description: 'Where this word looked: as many weights as the grid has cells',
  })
  weights!: readonly number[];
}

/** Whether the score rests on the regions that the attention names. */
export class AttentionEvidence {
  @ApiProperty({ type: 'integer', description: 'How many regions were hidden: a tenth of them' })
  regions!: number;
  @ApiProperty({ description: 'What the score loses when the most attended ones are hidden' })
  drop!: number;
  @ApiProperty({
    description: 'What it loses when as many others are hidden: the mean of some random choices',
  })
  randomDrop!: number;
}

/** Where the query looked in the picture: a grid over the whole upright picture, row by row. */
export class Attention {
  @ApiProperty()
  rows!: number;
  @ApiProperty()
  cols!: number;
  @ApiProperty({ type: [Number], description: 'They sum to 1' })
  weights!: readonly number[];
  @ApiProperty({ type: [WordAttention], description: 'Where each word of the query looked' })
  words!: readonly WordAttention[];
  @ApiPropertyOptional({ type: AttentionEvidence, description: 'What hiding the named regions costs' })
  evidence?: AttentionEvidence;
}

/** The likeliest class of the hit among those the query names. */
export class NamedEvidence {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  word!: string;
  @ApiProperty({ enum: ['name', 'synonym'] })
  as!: 'name' | 'synonym';
  @ApiProperty({ description: 'That the hit belongs to the class, 0 to 1' })
  probability!: number;
  @ApiProperty({ description: 'How much named classes counted where all other lists together count 1' })
  weight!: number;
}

/** Why a hit is where it is. */
export class Explanation {
  @ApiProperty({ description: 'Position among all hits, from 1' })
  rank!: number;
  @ApiProperty({ type: Standing, description: 'Before re-scoring' })
  fused!: Standing;
  @ApiProperty({ type: [ListExplanation] })
  lists!: readonly ListExplanation[];
  @ApiPropertyOptional({ type: Rescore, description: 'Absent when the hit was not re-scored' })
  rescore?: Rescore;
  @ApiPropertyOptional({ type: [Unwanted] })
  unwanted?: readonly Unwanted[];
  @ApiPropertyOptional({ type: Attention })
  attention?: Attention;
  @ApiPropertyOptional({ type: NamedEvidence })
  named?: NamedEvidence;
}
