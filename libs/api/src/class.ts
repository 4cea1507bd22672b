import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { CLASS_LIMITS, CLASS_STATUSES, type ClassStatus, ITEM_LIMITS } from '@unseen/domain';
import {
  ChoiceField,
  CollectionField,
  FlagField,
  NumberField,
  PicturesField,
  TextField,
  TextsField,
  WholeNumberField,
  WholeNumberOrField,
} from './fields/index.ts';
import { Warning } from './warning.ts';

/** Body of `POST /v1/classes`. */
export class CreateClass {
  @TextField({
    max: CLASS_LIMITS.nameLength,
    tooLong: 'class_invalid',
    example: 'dragon fruit',
    description: 'Unique; case and Unicode form do not count',
  })
  name!: string;

  @TextField({
    optional: true,
    nullable: true,
    max: CLASS_LIMITS.descriptionLength,
    tooLong: 'class_invalid',
    example: 'a pink fruit with green scales and white flesh',
    description: 'What a member looks like; `null` for nothing',
  })
  description?: string | null;

  @TextsField({
    optional: true,
    most: CLASS_LIMITS.synonyms,
    max: CLASS_LIMITS.nameLength,
    tooLong: 'class_invalid',
    example: ['pitaya'],
    description: 'Other words for the same thing',
  })
  synonyms?: string[];

  @FlagField({ description: 'Whether the class is amply provided with examples, or known to the model' })
  seen!: boolean;

  @ChoiceField(CLASS_STATUSES, {
    optional: true,
    default: 'active',
    description: 'Only active classes take part in searches and classify',
  })
  status?: ClassStatus;

  @TextField({
    optional: true,
    nullable: true,
    max: 200,
    example: 'fruit',
    description: 'Id or name of the class this one is a kind of; `null` for none',
  })
  parent?: string | null;

  @TextsField({
    optional: true,
    most: 1_000,
    max: ITEM_LIMITS.idLength,
    example: ['sku-4711'],
    description: 'Ids of items that show the class',
  })
  exemplars?: string[];

  @TextsField({
    optional: true,
    most: 1_000,
    max: ITEM_LIMITS.idLength,
    example: ['sku-0815'],
    description: 'Ids of items that one might take for members, and that are none',
  })
  counterExemplars?: string[];

  @NumberField({
    optional: true,
    nullable: true,
    min: 0,
    max: 1,
    example: 0.3,
    description: 'The match from which on an item belongs to it; `null` for that of the model pack',
  })
  line?: number | null;

  @CollectionField({ optional: true, description: 'Collection of the exemplars and counter-exemplars' })
  collection?: string;

  @PicturesField({
    optional: true,
    most: 64,
    description: 'Pictures that show the class, base64; for those that are no items',
  })
  pictures?: string[];
}

/** Body of `PATCH /v1/classes/{id}`: the fields to change. `exemplars` and `pictures` together replace the exemplars. */
export class UpdateClass extends PartialType(CreateClass) {}

/** Body of `POST /v1/classes/{id}/judgements`: members, and what was taken for members, as an admin sees them. */
export class Judgements {
  @TextsField({
    optional: true,
    most: CLASS_LIMITS.exemplars,
    max: ITEM_LIMITS.idLength,
    example: ['sku-4711'],
    description: 'Ids of items that belong to the class: exemplars from now on',
  })
  confirm?: string[];

  @TextsField({
    optional: true,
    most: CLASS_LIMITS.exemplars,
    max: ITEM_LIMITS.idLength,
    example: ['sku-0815'],
    description: 'Ids of items that do not: counter-exemplars from now on',
  })
  reject?: string[];

  @CollectionField({ optional: true, description: 'Collection of the items' })
  collection?: string;
}

/** A picture that shows a class, or what is none of it. */
export class Exemplar {
  @ApiProperty({ description: 'Id of the kept vector' })
  id!: string;
  @ApiPropertyOptional({ description: 'Collection of the item' })
  collection?: string;
  @ApiPropertyOptional({ description: 'Absent for a picture that came with the class' })
  itemId?: string;
}

/** A class. */
export class CatalogueClass {
  @ApiProperty({ description: 'Id of the class' })
  id!: string;
  @ApiProperty({ description: 'Its name' })
  name!: string;
  @ApiPropertyOptional({ description: 'What a member looks like' })
  description?: string;
  @ApiProperty({ description: 'Other words for the same thing', type: [String] })
  synonyms!: readonly string[];
  @ApiProperty({ description: 'Whether it is amply provided with examples, or known to the model' })
  seen!: boolean;
  @ApiProperty({
    description: 'Only active classes take part in searches and classify',
    enum: CLASS_STATUSES,
  })
  status!: ClassStatus;
  @ApiPropertyOptional({ description: 'Id of the class this one is a kind of' })
  parent?: string;
  @ApiProperty({ description: 'What shows it', type: [Exemplar] })
  exemplars!: readonly Exemplar[];
  @ApiProperty({ description: 'What does not belong to it, though one might think so', type: [Exemplar] })
  counterExemplars!: readonly Exemplar[];
  @ApiPropertyOptional({
    description:
      'The match from which on an item belongs to it: its own, or that of the model pack; absent where a pack has none',
  })
  line?: number;
  @ApiProperty({ type: 'integer', description: 'Version of the catalogue that made it what it is' })
  since!: number;
  @ApiPropertyOptional({
    type: 'integer',
    description:
      'Stored items tagged with it so far; see GET /v1/classes/retag. Only in the newest version, which tags follow',
  })
  items?: number;
}

/** A word that another class carries too. */
export class WordCollision {
  @ApiProperty({ description: 'The word' })
  word!: string;
  @ApiProperty({ description: 'Id of the other class' })
  classId!: string;
  @ApiProperty({ description: 'Its name' })
  className!: string;
  @ApiProperty({ description: 'What the word is to it', enum: ['name', 'synonym'] })
  as!: 'name' | 'synonym';
}

/** A class after a change. */
export class WrittenClass extends CatalogueClass {
  @ApiProperty({ type: 'integer', description: 'Version of the catalogue' })
  version!: number;
  @ApiProperty({ type: [WordCollision], description: 'Words it shares with other classes' })
  collisions!: readonly WordCollision[];
  @ApiPropertyOptional({ type: [Warning], description: 'What to know of its name and its synonyms' })
  warnings?: readonly Warning[];
}

/** A page of classes. */
export class ClassList {
  @ApiProperty({ type: 'integer', description: 'Version of the catalogue' })
  version!: number;
  @ApiProperty({ type: 'integer', description: 'Classes in all' })
  total!: number;
  @ApiProperty({ description: 'Classes by name', type: [CatalogueClass] })
  classes!: CatalogueClass[];
}

/** Query of `GET /v1/classes`. */
export class ListClassesQuery {
  @TextField({ optional: true, max: 200, example: 'fruit', description: 'Words the name or a synonym holds' })
  q?: string;

  @ChoiceField(['seen', 'unseen'], { optional: true, description: 'Only seen, or only unseen, classes' })
  scope?: 'seen' | 'unseen';

  @WholeNumberField({ optional: true, default: 100, min: 1, max: 1_000, description: 'Classes on one page' })
  limit?: number;

  @WholeNumberField({
    optional: true,
    default: 0,
    max: 1_000_000,
    description: 'Classes to pass over, in the order of their names',
  })
  offset?: number;

  @WholeNumberOrField({
    optional: true,
    word: 'published',
    max: 2 ** 31 - 1,
    description: 'An earlier version of the catalogue, or the one published last',
  })
  asOf?: number | 'published';
}

/** How far the tags of a collection have come. */
export class Retag {
  @ApiProperty({ description: 'Name of the collection' })
  collection!: string;
  @ApiProperty({ description: 'How its tags stand', enum: ['current', 'waiting', 'running'] })
  state!: 'current' | 'waiting' | 'running';
  @ApiProperty({ type: 'integer', description: 'Version of the catalogue its tags agree with' })
  version!: number;
  @ApiProperty({ type: 'integer', description: 'Changed classes of the run' })
  classes!: number;
  @ApiProperty({ description: 'Of these, classes that are done', type: 'integer' })
  classesDone!: number;
  @ApiProperty({ type: 'integer', description: 'Items looked at' })
  touched!: number;
  @ApiProperty({ type: 'integer', description: 'Tags that changed' })
  changed!: number;
}

/** Progress of retagging. */
export class RetagList {
  @ApiProperty({ type: 'integer', description: 'Version of the catalogue' })
  version!: number;
  @ApiProperty({ description: 'Each collection', type: [Retag] })
  collections!: Retag[];
}
