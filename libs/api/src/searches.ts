import { ApiProperty } from '@nestjs/swagger';
import { AnyListField, schemaOf } from './fields/index.ts';
import { Problem } from './problem.ts';
import { SearchRequest, SearchResult } from './search.ts';

/** Body of `POST /v1/searches`. */
export class SearchesRequest {
  @AnyListField({
    items: schemaOf(SearchRequest),
    least: 1,
    most: 50,
    description: 'Each as `POST /v1/search` takes it',
  })
  searches!: unknown[];
}

/** Answer of `POST /v1/searches`. */
export class SearchesResult {
  @ApiProperty({
    type: 'array',
    items: { oneOf: [schemaOf(SearchResult), schemaOf(Problem)] },
    description: 'In the order asked: each the answer of its search, or the problem it met',
  })
  results!: (SearchResult | Problem)[];
}
