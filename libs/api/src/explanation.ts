import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** What counted in the final order. */
export class CountedDto {
  @ApiProperty({ description: 'Rank in this list after re-scoring and vetoes, from 1' })
  rank!: number;
  @ApiProperty()
  score!: number;
  @ApiProperty({ description: 'Share of the hit’s score that comes from this list' })
  contribution!: number;
}

/** What one list says of a hit. */
export class ListExplanationDto {
  @ApiProperty({ enum: ['text', 'image', 'joint'], description: 'The part of the query that was compared' })
  query!: 'text' | 'image' | 'joint';
  @ApiProperty({ enum: ['image', 'caption', 'joint'], description: 'The vector it was compared with' })
  modality!: 'image' | 'caption' | 'joint';
  @ApiProperty({ type: Number, nullable: true, description: 'Rank in recall, from 1; null: not reached' })
  rank!: number | null;
  @ApiProperty({ description: 'Inner product of the two vectors' })
  score!: number;
  @ApiProperty({ type: CountedDto, nullable: true, description: 'null when the list did not count' })
  counted!: CountedDto | null;
}

/** A place in an order, and the score that made it. */
export class StandingDto {
  @ApiProperty()
  rank!: number;
  @ApiProperty()
  score!: number;
}

/** What attention said of a hit. */
export class RescoreDto extends StandingDto {
  @ApiProperty({ enum: ['imfa', 'self'] })
  method!: 'imfa' | 'self';
}

/** How one unwanted text compares with a hit’s vectors. */
export class UnwantedDto {
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
export class WordAttentionDto {
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

/** Where the query looked in the picture: a grid over the whole upright picture, row by row. */
export class AttentionDto {
  @ApiProperty()
  rows!: number;
  @ApiProperty()
  cols!: number;
  @ApiProperty({ type: [Number], description: 'They sum to 1' })
  weights!: readonly number[];
  @ApiProperty({ type: [WordAttentionDto] })
  words!: readonly WordAttentionDto[];
}

/** The likeliest class of the hit among those the query names. */
export class NamedEvidenceDto {
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
export class ExplanationDto {
  @ApiProperty({ description: 'Position among all hits, from 1' })
  rank!: number;
  @ApiProperty({ type: StandingDto, description: 'Before re-scoring' })
  fused!: StandingDto;
  @ApiProperty({ type: [ListExplanationDto] })
  lists!: readonly ListExplanationDto[];
  @ApiPropertyOptional({ type: RescoreDto, description: 'Absent when the hit was not re-scored' })
  rescore?: RescoreDto;
  @ApiPropertyOptional({ type: [UnwantedDto] })
  unwanted?: readonly UnwantedDto[];
  @ApiPropertyOptional({ type: AttentionDto })
  attention?: AttentionDto;
  @ApiPropertyOptional({ type: NamedEvidenceDto })
  named?: NamedEvidenceDto;
}
