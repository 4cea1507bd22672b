import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { CreateClassDto, WordCollisionDto } from './class.ts';

/** Query of what looks at one collection. */
export class CollectionQueryDto {
  @ApiPropertyOptional({ default: 'default' })
  @IsOptional()
  @IsString()
  collection?: string;
}

/** Body of `POST /v1/classes/preview`: a class as for `POST /v1/classes`. */
export class PreviewClassDto extends CreateClassDto {
  @ApiPropertyOptional({
    description: 'Id of a class that it would replace; its exemplars stay when none are given',
  })
  @IsOptional()
  @IsString()
  replaces?: string;

  @ApiPropertyOptional({ default: 'default', description: 'Collection to look at' })
  @IsOptional()
  @IsString()
  in?: string;
}

/** A class by id and name. */
export class ClassRefDto {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
}

/** An item that would carry the class. */
export class PreviewItemDto {
  @ApiProperty()
  id!: string;
  @ApiPropertyOptional()
  caption?: string;
  @ApiProperty()
  probability!: number;
  @ApiPropertyOptional({ type: ClassRefDto, description: 'Class it belongs to now' })
  from?: ClassRefDto;
}

/** A class the new one lies near, or takes items from. */
export class PreviewNeighborDto extends ClassRefDto {
  @ApiProperty({ description: 'Inner product of the prototypes' })
  nearness!: number;
  @ApiProperty({ description: 'Items it would lose' })
  loses!: number;
  @ApiProperty({ type: [String], description: 'Some of them' })
  examples!: readonly string[];
}

/** What a class would do if it existed. */
export class PreviewDto {
  @ApiProperty({ description: 'Items that would carry it' })
  items!: number;
  @ApiProperty({ description: 'Items in its reach, whatever they would be' })
  reached!: number;
  @ApiProperty({ type: [PreviewItemDto], description: 'The most likely ones' })
  examples!: readonly PreviewItemDto[];
  @ApiProperty({ type: [PreviewNeighborDto] })
  neighbors!: readonly PreviewNeighborDto[];
  @ApiProperty({ type: [WordCollisionDto] })
  collisions!: readonly WordCollisionDto[];
}

/** Something about a class that deserves a look. */
export class FindingDto {
  @ApiProperty({ enum: ['word_collision', 'near_duplicate', 'no_items', 'seen_without_exemplars'] })
  kind!: 'word_collision' | 'near_duplicate' | 'no_items' | 'seen_without_exemplars';
  @ApiProperty()
  classId!: string;
  @ApiProperty()
  className!: string;
  @ApiPropertyOptional()
  otherId?: string;
  @ApiPropertyOptional()
  otherName?: string;
  @ApiProperty()
  detail!: string;
}

/** What a look through the catalogue found. */
export class FindingsDto {
  @ApiProperty()
  version!: number;
  @ApiProperty({ type: [FindingDto] })
  findings!: FindingDto[];
}

/** An item with its caption. */
export class ExampleDto {
  @ApiProperty()
  id!: string;
  @ApiPropertyOptional()
  caption?: string;
}

/** A class that would explain a cluster, ready for `POST /v1/classes`. */
export class ProposalDto {
  @ApiProperty()
  name!: string;
  @ApiProperty()
  seen!: boolean;
  @ApiPropertyOptional({ type: [String] })
  exemplars?: readonly string[];
  @ApiPropertyOptional()
  collection?: string;
}

/** Items that lie together and that no class explains. */
export class UnknownClusterDto {
  @ApiProperty()
  items!: number;
  @ApiProperty({ description: '1 when all items coincide' })
  tightness!: number;
  @ApiProperty({ type: [ExampleDto], description: 'The most central ones' })
  examples!: readonly ExampleDto[];
  @ApiProperty({ type: ProposalDto })
  proposal!: ProposalDto;
}

/** The items no class explains. */
export class UnknownLaneDto {
  @ApiProperty({ description: 'Items looked at' })
  looked!: number;
  @ApiProperty({ type: [UnknownClusterDto] })
  clusters!: readonly UnknownClusterDto[];
}

/** A picture whose caption fits it worse than other captions do. */
export class MismatchDto {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  caption!: string;
  @ApiProperty({ description: 'Standard deviations the caption stands out by; low is bad' })
  deviation!: number;
  @ApiProperty({ description: 'Share of other captions that fit better' })
  betterShare!: number;
}

/** The pairs that fit worst. */
export class MismatchesDto {
  @ApiProperty({ description: 'Pairs looked at' })
  looked!: number;
  @ApiProperty({ type: [MismatchDto] })
  pairs!: readonly MismatchDto[];
}

/** Query of `GET /v1/classes/unknown`. */
export class UnknownQueryDto extends CollectionQueryDto {
  @ApiPropertyOptional({ default: 12, minimum: 1, maximum: 50 })
  @IsOptional()
  @IsString()
  clusters?: string;
}

/** Query of `GET /v1/classes/mismatches`. */
export class MismatchesQueryDto extends CollectionQueryDto {
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 })
  @IsOptional()
  @IsString()
  limit?: string;
}

/** Body of `POST /v1/classes/calibrate`. */
export class CalibrateDto extends CollectionQueryDto {}

/** What a catalogue learned about its own decisions. */
export class CalibrationDto {
  @ApiProperty({ description: 'Pictures of the hold-out; 0: too few, and nothing has changed' })
  items!: number;
  @ApiProperty({ description: 'Taken off the score of every seen class' })
  seenFactor!: number;
  @ApiProperty()
  temperature!: number;
  @ApiProperty({ description: 'Standard deviations an item must stand out by' })
  leastDeviation!: number;
  @ApiProperty({
    description: 'Harmonic mean of seen and unseen accuracy on the hold-out, without the factor',
  })
  harmonicBefore!: number;
  @ApiProperty({ description: 'The same with the factor' })
  harmonicAfter!: number;
}
