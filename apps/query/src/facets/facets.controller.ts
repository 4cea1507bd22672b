import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope, Tenant } from '@unseen/server';
import { Spaces } from '../spaces.ts';
import { CollectionFacets, facetsOf } from './collection-facets.ts';
import { CollectionPath, FacetList, FacetsQuery } from '@unseen/api';

const DEFAULT_VALUES = 20;

/** What a collection can be filtered by. */
@ApiTags('collections')
@RequireScope('search')
@Controller('v1/collections/:name/facets')
export class FacetsController {
  constructor(
    private readonly spaces: Spaces,
    private readonly facets: CollectionFacets,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listFacets',
    summary: 'The metadata fields of a collection, with their most frequent values',
    description:
      'First `$hasText`, where words were read in some of its pictures. Counted over at most 50,000 items; an answer may be some seconds old.',
  })
  @ApiOkResponse({ type: FacetList })
  async read(
    @Tenant() tenant: string,
    @Param() { name }: CollectionPath,
    @Query() query: FacetsQuery,
  ): Promise<FacetList> {
    await this.spaces.find(tenant, name);
    const found = await this.facets.count(tenant, name);
    const { counted, complete } = found;
    const facets = facetsOf(found, query.values ?? DEFAULT_VALUES);
    return { counted, complete, facets: facets.map((facet) => ({ ...facet, values: [...facet.values] })) };
  }
}
