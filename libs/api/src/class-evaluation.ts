import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsOptional, IsString, Min } from 'class-validator';
import { EvaluationProgressDto } from './evaluation-progress.ts';

/** Body of `POST /v1/evaluations/classes`. */
export class EvaluateClassesDto {
  @ApiPropertyOptional({ default: 'default' })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiProperty({
    example: 'subgroup',
    description: 'Metadata field with the name of an item’s class, dotted when nested',
  })
  @IsString()
  @IsNotEmpty()
  field!: string;

  @ApiPropertyOptional({ description: 'Version of the catalogue to measure; the one in force when absent' })
  @IsOptional()
  @IsInt()
  @Min(0)
  asOf?: number;

  @ApiPropertyOptional({ description: 'An earlier version to compare with' })
  @IsOptional()
  @IsInt()
  @Min(0)
  against?: number;
}

/** Shares of right answers, 0 to 1, each a mean over classes. */
export class AccuracyDto {
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
export class ClassAccuracyDto {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  seen!: boolean;
  @ApiProperty({ description: 'Items labelled with it' })
  items!: number;
  @ApiProperty({ description: 'Share of its items that it is ranked first for' })
  accuracy!: number;
}

/** Figures of one version of the catalogue. */
export class ClassFiguresDto {
  @ApiProperty()
  version!: number;
  @ApiProperty({ type: AccuracyDto })
  top1!: AccuracyDto;
  @ApiProperty({ type: AccuracyDto })
  top5!: AccuracyDto;
  @ApiProperty({ type: AccuracyDto, description: 'Top-1 with seen and unseen classes treated alike' })
  uncalibrated!: AccuracyDto;
  @ApiProperty({ description: 'Area under the curve of unseen over seen accuracy' })
  ausuc!: number;
  @ApiProperty({ description: 'Share of the items no class was assigned to' })
  unknown!: number;
  @ApiProperty({ type: [ClassAccuracyDto] })
  classes!: readonly ClassAccuracyDto[];
}

/** Figures of an earlier version on the same items. */
export class EarlierFiguresDto {
  @ApiProperty({ type: ClassFiguresDto })
  figures!: ClassFiguresDto;
  @ApiProperty({ description: 'What the harmonic mean has gained since' })
  harmonicGain!: number;
}

/** What an evaluation of classes found. */
export class ClassReportDto {
  @ApiProperty({ description: 'Items that were judged, at most 5,000' })
  items!: number;
  @ApiProperty({ description: 'Items without the field, or whose class is not in the catalogue' })
  unlabelled!: number;
  @ApiProperty({ type: ClassFiguresDto })
  figures!: ClassFiguresDto;
  @ApiPropertyOptional({ type: EarlierFiguresDto })
  against?: EarlierFiguresDto;
}

/** A version that is published once it is measured, unless it is worse than the published one. */
export class PublishWishDto {
  @ApiProperty()
  version!: number;
  @ApiProperty({ description: 'How much its harmonic mean may lie below, 0 to 1' })
  maxDrop!: number;
  @ApiProperty({ description: 'Who asked for it: a key’s id, or `local`' })
  actor!: string;
}

/** An evaluation of classes and how far it has come. */
export class ClassEvaluationDto extends EvaluationProgressDto {
  @ApiProperty()
  collection!: string;
  @ApiProperty()
  field!: string;
  @ApiPropertyOptional()
  asOf?: number;
  @ApiPropertyOptional()
  against?: number;
  @ApiPropertyOptional({ type: PublishWishDto, description: 'The publication that the figures decide on' })
  publish?: PublishWishDto;
  @ApiPropertyOptional({ type: ClassReportDto, description: 'Once completed or blocked. Not in lists' })
  result?: ClassReportDto;
}

/** The newest evaluations of classes. */
export class ClassEvaluationsDto {
  @ApiProperty({ type: [ClassEvaluationDto] })
  evaluations!: ClassEvaluationDto[];
}
