import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** What counted in the final order. */
export class Counted {
  @ApiProperty({ type: 'integer', description: 'Rank in this list after re-scoring and vetoes, from 1' })
  rank!: number;
  @ApiProperty({ description: 'Score in this list' })
  score!: number;
  @ApiProperty({ description: 'Share of the hit’s score that comes from this list' })
  contribution!: number;
}

/** What one list says of a hit. */
export class ListExplanation {
  @ApiProperty({ enum: ['text', 'image', 'joint'], description: 'The part of the query that was compared' })
  query!: 'text' | 'image' | 'joint';
  @ApiProperty({
    enum: ['image', 'caption', 'joint', 'keywords', 'written'],
    description: 'The vector it was compared with; `keywords`: the words of the item',
  })
  modality!: 'image' | 'caption' | 'joint' | 'keywords' | 'written';
  @ApiProperty({ type: 'integer', nullable: true, description: 'Rank in recall, from 1; null: not reached' })
  rank!: number | null;
  @ApiProperty({ description: 'Inner product of the two vectors, or the score of the words' })
  score!: number;
  @ApiProperty({ type: Counted, nullable: true, description: 'null when the list did not count' })
  counted!: Counted | null;
}

/** A place in an order, and the score that made it. */
export class Standing {
  @ApiProperty({ description: 'Place, from 1', type: 'integer' })
  rank!: number;
  @ApiProperty({ description: 'The score that made it' })
  score!: number;
}

/** What attention said of a hit. */
export class Rescore extends Standing {
  @ApiProperty({ description: 'How it was re-scored', enum: ['imfa', 'self'] })
  method!: 'imfa' | 'self';
}

/** How one unwanted text compares with a hit’s vectors. */
export class Unwanted {
  @ApiProperty({ description: 'The unwanted text' })
  text!: string;
  @ApiPropertyOptional({ description: 'Inner product with the vector of the picture' })
  image?: number;
  @ApiPropertyOptional({ description: 'Inner product with the vector of the captions' })
  caption?: number;
  @ApiPropertyOptional({ description: 'Inner product with the vector of both' })
  joint?: number;
}

/** A word of the query. */
export class WordAttention {
  @ApiProperty({ description: 'The word' })
  text!: string;
  @ApiProperty({ description: 'The word’s share of the text; 0 for words that show nothing by themselves' })
  weight!: number;
  @ApiPropertyOptional({ description: 'How hot its hottest spot is, 0 to 1: on one scale for all pictures' })
  strength?: number;
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
  @ApiProperty({ description: 'Rows of the grid', type: 'integer' })
  rows!: number;
  @ApiProperty({ description: 'Columns of the grid', type: 'integer' })
  cols!: number;
  @ApiProperty({ type: [Number], description: 'They sum to 1' })
  weights!: readonly number[];
  @ApiPropertyOptional({
    description:
      'How hot the hottest spot is, 0 to 1: on one scale for all pictures, so one without the thing stays dark',
  })
  strength?: number;
  @ApiProperty({ type: [WordAttention], description: 'Where each word of the query looked' })
  words!: readonly WordAttention[];
  @ApiPropertyOptional({ type: AttentionEvidence, description: 'What hiding the named regions costs' })
  evidence?: AttentionEvidence;
}

/** The likeliest class of the hit among those the query names. */
export class NamedEvidence {
  @ApiProperty({ description: 'Id of the class' })
  id!: string;
  @ApiProperty({ description: 'Its name' })
  name!: string;
  @ApiProperty({ description: 'The word of the catalogue that the query holds' })
  word!: string;
  @ApiProperty({ description: 'What the word is to the class', enum: ['name', 'synonym'] })
  as!: 'name' | 'synonym';
  @ApiProperty({ description: 'That the hit belongs to the class, 0 to 1' })
  probability!: number;
  @ApiProperty({ description: 'How much named classes counted where all other lists together count 1' })
  weight!: number;
}

/** Why a hit is where it is. */
export class Explanation {
  @ApiProperty({ type: 'integer', description: 'Position among all hits, from 1' })
  rank!: number;
  @ApiProperty({
    type: [String],
    description:
      'Three sentences: how surely it is what was asked for, what found it, what looking closer did',
  })
  summary!: readonly string[];
  @ApiProperty({ type: Standing, description: 'Before re-scoring' })
  fused!: Standing;
  @ApiProperty({ description: 'What each list says of the hit', type: [ListExplanation] })
  lists!: readonly ListExplanation[];
  @ApiPropertyOptional({ type: Rescore, description: 'Absent when the hit was not re-scored' })
  rescore?: Rescore;
  @ApiPropertyOptional({ description: 'How each unwanted text compares with it', type: [Unwanted] })
  unwanted?: readonly Unwanted[];
  @ApiPropertyOptional({ description: 'Where the query looked in the picture', type: Attention })
  attention?: Attention;
  @ApiPropertyOptional({ description: 'What a class that the query names adds', type: NamedEvidence })
  named?: NamedEvidence;
}
