import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { WholeNumberField } from './fields/index.ts';

/** Query of `GET /v1/collections/{name}/facets`. */
export class FacetsQuery {
  @WholeNumberField({ optional: true, default: 20, min: 1, max: 200, description: 'Values per field' })
  values?: number;
}

/** A value and how many items have it. */
export class FacetValue {
  @ApiProperty({
    description: 'The value',
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
  })
  value!: string | number | boolean;
  @ApiProperty({ description: 'Items that have it', type: 'integer' })
  count!: number;
}

/** Least and greatest number of a field. */
export class FacetRange {
  @ApiProperty({ description: 'Least' })
  min!: number;
  @ApiProperty({ description: 'Greatest' })
  max!: number;
}

/** What the items hold in one metadata field, or in `$hasText`. */
export class Facet {
  @ApiProperty({ description: 'As `filter` names it', example: 'size.height' })
  field!: string;
  @ApiProperty({ type: 'integer', description: 'Items that have the field' })
  items!: number;
  @ApiProperty({ type: 'integer', description: 'Different values; at least this many when it is 2,000' })
  distinct!: number;
  @ApiProperty({ type: [FacetValue], description: 'The most frequent values' })
  values!: FacetValue[];
  @ApiPropertyOptional({ type: FacetRange, description: 'When there are numbers' })
  range?: FacetRange;
}

/** Answer of `GET /v1/collections/{name}/facets`. */
export class FacetList {
  @ApiProperty({ type: 'integer', description: 'Items counted' })
  counted!: number;
  @ApiProperty({ description: 'Whether that is all of them; large collections are counted in part' })
  complete!: boolean;
  @ApiProperty({ description: 'Fields, most frequent first', type: [Facet] })
  facets!: Facet[];
}
