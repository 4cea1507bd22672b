import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EvaluationProgress } from './evaluation-progress.ts';
import { CollectionField, MetadataPathField, WholeNumberField } from './fields/index.ts';

/** Body of `POST /v1/evaluations/classes`. */
export class EvaluateClasses {
  @CollectionField({ optional: true, description: 'Collection whose labelled items are judged' })
  collection?: string;

  @MetadataPathField({
    example: 'subgroup',
    description: 'Metadata field with the name of an item’s class, dotted when nested',
  })
  field!: string;

  @WholeNumberField({
    optional: true,
    description: 'Version of the catalogue to measure; the one in force when absent',
  })
  asOf?: number;

  @WholeNumberField({ optional: true, description: 'An earlier version to compare with' })
  against?: number;
}

/** Shares of right answers, 0 to 1, each a mean over classes. */
export class Accuracy {
  @ApiProperty({ description: 'Over seen classes' })
  seen!: number;
  @ApiProperty({ description: 'Over unseen classes' })
  unseen!: number;
  @ApiProperty({ description: 'Harmonic mean of the two' })
  harmonic!: number;
  @ApiProperty({ description: 'Over all classes' })
  all!: number;
}

/** One class of an evaluation. */
export class ClassAccuracy {
  @ApiProperty({ description: 'Id of the class' })
  id!: string;
  @ApiProperty({ description: 'Its name' })
  name!: string;
  @ApiProperty({ description: 'Whether it is amply provided with examples' })
  seen!: boolean;
  @ApiProperty({ type: 'integer', description: 'Items labelled with it' })
  items!: number;
  @ApiProperty({ description: 'Share of its items that it is ranked first for' })
  accuracy!: number;
}

/** Figures of one version of the catalogue. */
export class ClassFigures {
  @ApiProperty({ description: 'Version of the catalogue', type: 'integer' })
  version!: number;
  @ApiProperty({ description: 'The right class is ranked first', type: Accuracy })
  top1!: Accuracy;
  @ApiProperty({ description: 'The right class is among the first five', type: Accuracy })
  top5!: Accuracy;
  @ApiProperty({ type: Accuracy, description: 'Top-1 with seen and unseen classes treated alike' })
  uncalibrated!: Accuracy;
  @ApiProperty({ description: 'Area under the curve of unseen over seen accuracy' })
  ausuc!: number;
  @ApiProperty({ description: 'Share of the items no class was assigned to' })
  unknown!: number;
  @ApiProperty({ description: 'Each class', type: [ClassAccuracy] })
  classes!: readonly ClassAccuracy[];
}

/** Figures of an earlier version on the same items. */
export class EarlierFigures {
  @ApiProperty({ description: 'The figures', type: ClassFigures })
  figures!: ClassFigures;
  @ApiProperty({ description: 'What the harmonic mean has gained since' })
  harmonicGain!: number;
}

/** What an evaluation of classes found. */
export class ClassReport {
  @ApiProperty({ type: 'integer', description: 'Items that were judged, at most 5,000' })
  items!: number;
  @ApiProperty({
    type: 'integer',
    description: 'Items without the field, or whose class is not in the catalogue',
  })
  unlabelled!: number;
  @ApiProperty({ description: 'Figures of the version', type: ClassFigures })
  figures!: ClassFigures;
  @ApiPropertyOptional({ description: 'Those of an earlier version', type: EarlierFigures })
  against?: EarlierFigures;
}

/** A version that is published once it is measured, unless it is worse than the published one. */
export class PublishWish {
  @ApiProperty({ description: 'Version to publish', type: 'integer' })
  version!: number;
  @ApiProperty({ description: 'How much its harmonic mean may lie below, 0 to 1' })
  maxDrop!: number;
  @ApiProperty({ description: 'Who asked for it: a key’s id, or `local`' })
  actor!: string;
}

/** An evaluation of classes and how far it has come. */
export class ClassEvaluation extends EvaluationProgress {
  @ApiProperty({ description: 'Collection whose items are judged' })
  collection!: string;
  @ApiProperty({ description: 'Metadata field with the name of an item’s class' })
  field!: string;
  @ApiPropertyOptional({ description: 'Version that is measured', type: 'integer' })
  asOf?: number;
  @ApiPropertyOptional({ description: 'Version it is compared with', type: 'integer' })
  against?: number;
  @ApiPropertyOptional({ type: PublishWish, description: 'The publication that the figures decide on' })
  publish?: PublishWish;
  @ApiPropertyOptional({ type: ClassReport, description: 'Once completed or blocked. Not in lists' })
  result?: ClassReport;
}

/** The newest evaluations of classes. */
export class ClassEvaluationList {
  @ApiProperty({ description: 'Evaluations, newest first', type: [ClassEvaluation] })
  evaluations!: ClassEvaluation[];
}
