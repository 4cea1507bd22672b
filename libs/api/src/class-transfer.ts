import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { CLASS_STATUSES, type ClassStatus } from '@unseen/domain';
import { ChoiceField, FlagField, WholeNumberField } from './fields/index.ts';
import { Warning } from './warning.ts';

/** Query of `POST /v1/classes/import`. */
export class ImportQuery {
  @ChoiceField(['merge', 'replace'], {
    optional: true,
    default: 'merge',
    description: '`merge` keeps classes the file lacks, `replace` removes them',
  })
  mode?: 'merge' | 'replace';
}

/** What an import did. */
export class ImportResult {
  @ApiProperty({ description: 'Classes that are new', type: 'integer' })
  added!: number;
  @ApiProperty({ description: 'Classes that changed', type: 'integer' })
  changed!: number;
  @ApiProperty({ description: 'Classes that were so already', type: 'integer' })
  unchanged!: number;
  @ApiProperty({ description: 'Classes that are gone', type: 'integer' })
  removed!: number;
  @ApiProperty({ type: 'integer', description: 'Version of the catalogue' })
  version!: number;
  @ApiPropertyOptional({
    type: [Warning],
    description: 'Classes whose words mean nothing to the model: nothing belongs to them by these',
  })
  warnings?: readonly Warning[];
}

/** Query of `GET /v1/classes/export`. */
export class ExportQuery {
  @ChoiceField(['json', 'csv'], { optional: true, default: 'json', description: 'How to write the classes' })
  format?: 'json' | 'csv';

  @FlagField({
    optional: true,
    default: false,
    description:
      'CSV for a spreadsheet: a cell that it would take for a formula begins with an apostrophe. Such a file is not for importing',
  })
  safe?: boolean;

  @WholeNumberField({ optional: true, description: 'An earlier version of the catalogue' })
  asOf?: number;
}

/** An exemplar in a file of classes: an item, a kept vector, or both. */
export class ClassFileExemplar {
  @ApiPropertyOptional({ description: 'Id of a kept vector: the exemplar outlives its item' })
  id?: string;
  @ApiPropertyOptional({ description: 'Collection of the item', example: 'products' })
  collection?: string;
  @ApiPropertyOptional({ description: 'Id of the item', example: 'sku-4711' })
  itemId?: string;
}

/** A class in a file of classes. */
@ApiExtraModels(ClassFileExemplar)
export class ClassFileEntry {
  @ApiPropertyOptional({
    description: 'Id it had where it was exported: a class with it, or else with the name, is changed',
  })
  id?: string;
  @ApiProperty({ description: 'Its name', example: 'dragon fruit' })
  name!: string;
  @ApiPropertyOptional({ type: [String], description: 'Other words for the same thing', example: ['pitaya'] })
  synonyms?: readonly string[];
  @ApiPropertyOptional({ description: 'What a member looks like', example: 'a pink fruit with green scales' })
  description?: string;
  @ApiProperty({ description: 'Whether the class is amply provided with examples', example: false })
  seen!: boolean;
  @ApiPropertyOptional({
    enum: CLASS_STATUSES,
    description: 'Whether it takes part in searches and classify',
  })
  status?: ClassStatus;
  @ApiPropertyOptional({ description: 'Name or id of the class it is a kind of', example: 'fruit' })
  parent?: string;
  @ApiPropertyOptional({
    type: 'array',
    items: { oneOf: [{ $ref: getSchemaPath(ClassFileExemplar) }, { type: 'string' }] },
    description: 'What shows the class; a text is the id of an item',
  })
  exemplars?: readonly (ClassFileExemplar | string)[];
  @ApiPropertyOptional({
    type: 'array',
    items: { oneOf: [{ $ref: getSchemaPath(ClassFileExemplar) }, { type: 'string' }] },
    description: 'What does not belong to the class; a text is the id of an item',
  })
  counterExemplars?: readonly (ClassFileExemplar | string)[];
  @ApiPropertyOptional({
    description: 'The match from which on an item belongs to it, where that is its own',
    example: 0.3,
  })
  line?: number;
}

/** Classes as JSON: what an export writes and an import reads. */
export class ClassFile {
  @ApiPropertyOptional({ type: 'integer', description: 'Version of the catalogue that was exported' })
  version?: number;
  @ApiProperty({ type: [ClassFileEntry], description: 'The classes' })
  classes!: readonly ClassFileEntry[];
}
