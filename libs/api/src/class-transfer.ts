import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, WholeNumberField } from './fields/index.ts';

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
  @ApiProperty()
  added!: number;
  @ApiProperty()
  changed!: number;
  @ApiProperty()
  unchanged!: number;
  @ApiProperty()
  removed!: number;
  @ApiProperty({ description: 'Version of the catalogue' })
  version!: number;
}

/** Query of `GET /v1/classes/export`. */
export class ExportQuery {
  @ChoiceField(['json', 'csv'], { optional: true, default: 'json', description: 'How to write the classes' })
  format?: 'json' | 'csv';

  @WholeNumberField({ optional: true, description: 'An earlier version of the catalogue' })
  asOf?: number;
}
