import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CreateClass, WordCollision } from './class.ts';
import { ITEM_LIMITS } from '@unseen/domain';
import { CollectionField, TextField, TextsField, WholeNumberField } from './fields/index.ts';
import { Warning } from './warning.ts';

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
  @ApiProperty({ description: 'Id of the class' })
  id!: string;
  @ApiProperty({ description: 'Its name' })
  name!: string;
}

/** An item that would carry the class. */
export class PreviewItem {
  @ApiProperty({ description: 'Id of the item' })
  id!: string;
  @ApiPropertyOptional({ description: 'Its first caption' })
  caption?: string;
  @ApiProperty({ description: 'That it belongs to the class, 0 to 1' })
  probability!: number;
  @ApiPropertyOptional({ type: ClassRef, description: 'Class it belongs to now' })
  from?: ClassRef;
}

/** A class the new one lies near, or takes items from. */
export class PreviewNeighbor extends ClassRef {
  @ApiProperty({ description: 'Inner product of the prototypes' })
  nearness!: number;
  @ApiProperty({ type: 'integer', description: 'Items it would lose' })
  loses!: number;
  @ApiProperty({ type: [String], description: 'Some of them' })
  examples!: readonly string[];
}

/** What a class would do if it existed. */
export class ClassPreview {
  @ApiProperty({ type: 'integer', description: 'Items that would carry it' })
  items!: number;
  @ApiProperty({ type: 'integer', description: 'Items in its reach, whatever they would be' })
  reached!: number;
  @ApiProperty({ type: [PreviewItem], description: 'The most likely ones' })
  examples!: readonly PreviewItem[];
  @ApiProperty({ description: 'Classes near it', type: [PreviewNeighbor] })
  neighbors!: readonly PreviewNeighbor[];
  @ApiProperty({ description: 'Words it shares with other classes', type: [WordCollision] })
  collisions!: readonly WordCollision[];
  @ApiPropertyOptional({ type: [Warning], description: 'What to know of its name and its synonyms' })
  warnings?: readonly Warning[];
}

/** Something about a class that deserves a look. */
export class ClassFinding {
  @ApiProperty({
    description: 'What was found',
    enum: ['word_collision', 'near_duplicate', 'no_items', 'seen_without_exemplars'],
  })
  kind!: 'word_collision' | 'near_duplicate' | 'no_items' | 'seen_without_exemplars';
  @ApiProperty({ description: 'Id of the class' })
  classId!: string;
  @ApiProperty({ description: 'Its name' })
  className!: string;
  @ApiPropertyOptional({ description: 'Id of the other class it is about' })
  otherId?: string;
  @ApiPropertyOptional({ description: 'Name of the other class' })
  otherName?: string;
  @ApiProperty({ description: 'The same for a person' })
  detail!: string;
}

/** What a look through the catalogue found. */
export class ClassFindings {
  @ApiProperty({ description: 'Version of the catalogue', type: 'integer' })
  version!: number;
  @ApiProperty({ description: 'What deserves a look', type: [ClassFinding] })
  findings!: ClassFinding[];
}

/** An item with its caption. */
export class ExampleItem {
  @ApiProperty({ description: 'Id of the item' })
  id!: string;
  @ApiPropertyOptional({ description: 'Its first caption' })
  caption?: string;
}

/** A class that would explain a cluster, ready for `POST /v1/classes`. */
export class ClassProposal {
  @ApiProperty({ description: 'Name to begin with' })
  name!: string;
  @ApiProperty({ description: 'Whether it would be a seen class' })
  seen!: boolean;
  @ApiPropertyOptional({ description: 'Items that show it', type: [String] })
  exemplars?: readonly string[];
  @ApiPropertyOptional({ description: 'Collection of these items' })
  collection?: string;
}

/** Items that lie together and that no class explains. */
export class UnknownCluster {
  @ApiProperty({ description: 'Items in it', type: 'integer' })
  items!: number;
  @ApiProperty({ type: [String], description: 'Ids of all of them, the most central first' })
  ids!: readonly string[];
  @ApiProperty({ description: '1 when all items coincide' })
  tightness!: number;
  @ApiProperty({ type: [ExampleItem], description: 'The most central ones' })
  examples!: readonly ExampleItem[];
  @ApiProperty({ description: 'A class that would explain it', type: ClassProposal })
  proposal!: ClassProposal;
}

/** The items no class explains. */
export class UnknownLane {
  @ApiProperty({ type: 'integer', description: 'Items looked at' })
  looked!: number;
  @ApiProperty({ description: 'Clusters, largest first', type: [UnknownCluster] })
  clusters!: readonly UnknownCluster[];
}

/** Body of `POST /v1/classes/unknown/dismissals`. */
export class DismissUnknown extends CollectionQuery {
  @TextsField({
    least: 1,
    most: 2_000,
    max: ITEM_LIMITS.idLength,
    example: ['sku-4711'],
    description: 'Ids of the items of a group',
  })
  ids!: string[];
}

/** How many items were dismissed, or taken back. */
export class DismissedItems {
  @ApiProperty({ type: 'integer', description: 'Items' })
  items!: number;
}

/** A picture that its caption matches less than others theirs. */
export class Mismatch {
  @ApiProperty({ description: 'Id of the item' })
  id!: string;
  @ApiProperty({ description: 'The caption that fits badly' })
  caption!: string;
  @ApiProperty({
    description: 'How surely the caption is true of the picture, 0 to 1, as the match of a search for it is',
  })
  match!: number;
  @ApiProperty({
    description: 'Standard deviations the caption stands out by among other captions; low is bad',
  })
  deviation!: number;
  @ApiProperty({ description: 'Share of other captions that fit better' })
  betterShare!: number;
}

/** The pairs that match least. */
export class MismatchList {
  @ApiProperty({ type: 'integer', description: 'Pairs looked at' })
  looked!: number;
  @ApiProperty({ description: 'Pairs, worst first', type: [Mismatch] })
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
  @ApiProperty({ description: 'Divides scores before they become probabilities' })
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
