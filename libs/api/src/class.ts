import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { CLASS_STATUSES, type ClassStatus } from '@unseen/domain';
import { IsArray, IsBase64, IsBoolean, IsIn, IsOptional, IsString, ValidateIf } from 'class-validator';

/** Body of `POST /v1/classes`. */
export class CreateClass {
  @ApiProperty({ example: 'dragon fruit', description: 'Unique; case and Unicode form do not count' })
  @IsString()
  name!: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'What a member looks like' })
  @IsOptional()
  @IsString()
  description?: string | null;

  @ApiPropertyOptional({ type: [String], example: ['pitaya'] })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  synonyms?: string[];

  @ApiProperty({ description: 'Whether the class is amply provided with examples, or known to the model' })
  @IsBoolean()
  seen!: boolean;

  @ApiPropertyOptional({ enum: CLASS_STATUSES, default: 'active' })
  @IsOptional()
  @IsIn(CLASS_STATUSES)
  status?: ClassStatus;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Id or name of the class this one is a kind of',
  })
  @IsOptional()
  @ValidateIf((dto: CreateClass) => dto.parent !== null)
  @IsString()
  parent?: string | null;

  @ApiPropertyOptional({ type: [String], description: 'Ids of items that show the class' })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  exemplars?: string[];

  @ApiPropertyOptional({ default: 'default', description: 'Collection of the exemplars' })
  @IsOptional()
  @IsString()
  collection?: string;

  @ApiPropertyOptional({
    type: [String],
    format: 'byte',
    description: 'Pictures that show the class, base64; for those that are no items',
  })
  @IsOptional()
  @IsArray()
  @IsBase64({}, { each: true })
  pictures?: string[];
}

/** Body of `PATCH /v1/classes/{id}`: the fields to change. `exemplars` and `pictures` together replace the exemplars. */
export class UpdateClass extends PartialType(CreateClass) {}

/** A picture that shows a class. */
export class Exemplar {
  @ApiProperty()
  id!: string;
  @ApiPropertyOptional()
  collection?: string;
  @ApiPropertyOptional({ description: 'Absent for a picture that came with the class' })
  itemId?: string;
}

/** A class. */
export class CatalogueClass {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiPropertyOptional()
  description?: string;
  @ApiProperty({ type: [String] })
  synonyms!: readonly string[];
  @ApiProperty()
  seen!: boolean;
  @ApiProperty({ enum: CLASS_STATUSES })
  status!: ClassStatus;
  @ApiPropertyOptional({ description: 'Id of the class this one is a kind of' })
  parent?: string;
  @ApiProperty({ type: [Exemplar] })
  exemplars!: readonly Exemplar[];
  @ApiProperty({ description: 'Version of the catalogue that made it what it is' })
  since!: number;
  @ApiPropertyOptional({ description: 'Stored items tagged with it so far; see GET /v1/classes/retag' })
  items?: number;
}

/** A word that another class carries too. */
export class WordCollision {
  @ApiProperty()
  word!: string;
  @ApiProperty()
  classId!: string;
  @ApiProperty()
  className!: string;
  @ApiProperty({ enum: ['name', 'synonym'] })
  as!: 'name' | 'synonym';
}

/** A class after a change. */
export class WrittenClass extends CatalogueClass {
  @ApiProperty({ description: 'Version of the catalogue' })
  version!: number;
  @ApiProperty({ type: [WordCollision], description: 'Words it shares with other classes' })
  collisions!: readonly WordCollision[];
}

/** A page of classes. */
export class ClassList {
  @ApiProperty({ description: 'Version of the catalogue' })
  version!: number;
  @ApiProperty({ description: 'Classes in all' })
  total!: number;
  @ApiProperty({ type: [CatalogueClass] })
  classes!: CatalogueClass[];
}

/** Query of `GET /v1/classes`. */
export class ListClassesQuery {
  @ApiPropertyOptional({ description: 'Words the name or a synonym holds' })
  @IsOptional()
  @IsString()
  q?: string;

  @ApiPropertyOptional({ enum: ['seen', 'unseen'] })
  @IsOptional()
  @IsIn(['seen', 'unseen'])
  scope?: 'seen' | 'unseen';

  @ApiPropertyOptional({ default: 100, minimum: 1, maximum: 1000 })
  @IsOptional()
  @IsString()
  limit?: string;

  @ApiPropertyOptional({ default: 0, minimum: 0 })
  @IsOptional()
  @IsString()
  offset?: string;

  @ApiPropertyOptional({ description: 'An earlier version of the catalogue' })
  @IsOptional()
  @IsString()
  asOf?: string;
}

/** How far the tags of a collection have come. */
export class Retag {
  @ApiProperty()
  collection!: string;
  @ApiProperty({ enum: ['current', 'waiting', 'running'] })
  state!: 'current' | 'waiting' | 'running';
  @ApiProperty({ description: 'Version of the catalogue its tags agree with' })
  version!: number;
  @ApiProperty({ description: 'Changed classes of the run' })
  classes!: number;
  @ApiProperty()
  classesDone!: number;
  @ApiProperty({ description: 'Items looked at' })
  touched!: number;
  @ApiProperty({ description: 'Tags that changed' })
  changed!: number;
}

/** Progress of retagging. */
export class RetagList {
  @ApiProperty({ description: 'Version of the catalogue' })
  version!: number;
  @ApiProperty({ type: [Retag] })
  collections!: Retag[];
}
