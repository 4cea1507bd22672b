import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CreateClass, WordCollision } from './class.ts';
import { CollectionField, TextField, WholeNumberField } from './fields/index.ts';

/** Query of what looks at one collection. */
export class CollectionQuery {
  @CollectionField({ optional: true, description: 'Collection to look at' })
  collection?: string;
}

/** Body of `POST /v1/classes/preview`: a class as for `POST /v1/classes`. */
export class PreviewClass extends CreateClass {
  @TextField({
    optional: true,
    min: 1,
    max: 200,
    description: 'Id of a class that it would replace; its exemplars stay when none are given',
  })
  replaces?: string;

  @CollectionField({ optional: true, description: 'Collection to look at' })
  in?: string;
}

/** A class by id and name. */
export class ClassRef {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
}

/** An item that would carry the class. */
export class PreviewItem {
  @ApiProperty()
  id!: string;
  @ApiPropertyOptional()
  caption?: string;
  @ApiProperty()
  probability!: number;
  @ApiPropertyOptional({ type: ClassRef, description: 'Class it belongs to now' })
  from?: ClassRef;
}

/** A class the new one lies near, or takes items from. */
export class PreviewNeighbor extends ClassRef {
  @ApiProperty({ description: 'Inner product of the prototypes' })
  nearness!: number;
  @ApiProperty({ description: 'Items it would lose' })
  loses!: number;
  @ApiProperty({ type: [String], description: 'Some of them' })
  examples!: readonly string[];
}

/** What a class would do if it existed. */
export class ClassPreview {
  @ApiProperty({ description: 'Items that would carry it' })
  items!: number;
  @ApiProperty({ description: 'Items in its reach, whatever they would be' })
  reached!: number;
  @ApiProperty({ type: [PreviewItem], description: 'The most likely ones' })
  examples!: readonly PreviewItem[];
  @ApiProperty({ type: [PreviewNeighbor] })
  neighbors!: readonly PreviewNeighbor[];
  @ApiProperty({ type: [WordCollision] })
  collisions!: readonly WordCollision[];
}

/** Something about a class that deserves a look. */
export class ClassFinding {
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
export class ClassFindings {
  @ApiProperty()
  version!: number;
  @ApiProperty({ type: [ClassFinding] })
  findings!: ClassFinding[];
}

/** An item with its caption. */
export class ExampleItem {
  @ApiProperty()
  id!: string;
  @ApiPropertyOptional()
  caption?: string;
}

/** A class that would explain a cluster, ready for `POST /v1/classes`. */
export class ClassProposal {
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
export class UnknownCluster {
  @ApiProperty()
  items!: number;
  @ApiProperty({ description: '1 when all items coincide' })
  tightness!: number;
  @ApiProperty({ type: [ExampleItem], description: 'The most central ones' })
  examples!: readonly ExampleItem[];
  @ApiProperty({ type: ClassProposal })
  proposal!: ClassProposal;
}

/** The items no class explains. */
export class UnknownLane {
  @ApiProperty({ description: 'Items looked at' })
  looked!: number;
  @ApiProperty({ type: [UnknownCluster] })
  clusters!: readonly UnknownCluster[];
}

/** A picture whose caption fits it worse than other captions do. */
export class Mismatch {
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
export class MismatchList {
  @ApiProperty({ description: 'Pairs looked at' })
  looked!: number;
  @ApiProperty({ type: [Mismatch] })
  pairs!: readonly Mismatch[];
}

/** Query of `GET /v1/classes/unknown`. */
export class UnknownQuery extends CollectionQuery {
  @WholeNumberField({
    optional: true,
    default: 12,
    min: 1,
    max: 50,
    description: 'Clusters to show, at most',
  })
  clusters?: number;
}

/** Query of `GET /v1/classes/mismatches`. */
export class MismatchesQuery extends CollectionQuery {
  @WholeNumberField({ optional: true, default: 50, min: 1, max: 500, description: 'Pairs to show, at most' })
  limit?: number;
}

/** Body of `POST /v1/classes/calibrate`. */
export class CalibrateRequest {
  @CollectionField({
    optional: true,
    description: 'Collection of the ordinary items that classes are judged against',
  })
  collection?: string;
}

/** What a catalogue learned about its own decisions. */
export class Calibration {
  @ApiProperty({ type: 'integer', description: 'Pictures of the hold-out' })
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
