import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';

/** Query of `POST /v1/classes/import`. */
export class ImportQuery {
  @ApiPropertyOptional({
    enum: ['merge', 'replace'],
    default: 'merge',
    description: '`merge` keeps classes the file lacks, `replace` removes them',
  })
  @IsOptional()
  @IsIn(['merge', 'replace'])
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
  @ApiPropertyOptional({ enum: ['json', 'csv'], default: 'json' })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';

  @ApiPropertyOptional({ description: 'An earlier version of the catalogue' })
  @IsOptional()
  @IsString()
  asOf?: string;
}
