import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LiveCatalogues, makeLens } from '@unseen/classes';
import { Ledger } from '@unseen/ledger';
import { CallerLeft, readBody, ReadsOnly, RequireScope, Tenant } from '@unseen/server';
import { parseFilter, Searcher } from '@unseen/search';
import type { FastifyRequest } from 'fastify';
import { Spaces } from '../spaces.ts';
import { SearchRequest, SearchResult } from '@unseen/api';
import { withSizes } from './with-sizes.ts';

/** Search by text, picture, item, or text and picture together. */
@ApiTags('search')
@RequireScope('search')
@Controller('v1/search')
export class SearchController {
  constructor(
    private readonly searcher: Searcher,
    private readonly spaces: Spaces,
    private readonly ledger: Ledger,
    private readonly catalogues: LiveCatalogues,
  ) {}

  @Post()
  @ReadsOnly()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'search',
    summary: 'Search',
    description:
      'Recalls candidates per modality, fuses the lists, and re-scores them with text-guided attention (IMFA).',
  })
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiBody({ type: SearchRequest })
  @ApiOkResponse({ type: SearchResult })
  async search(
    @Tenant() tenant: string,
    @Req() request: FastifyRequest,
    @CallerLeft() left: AbortSignal,
  ): Promise<SearchResult> {
    const { fields, image } = await readBody(request, SearchRequest);
    const { collection, filter, sizes, classes, scope, ...rest } = fields;
    const space = this.spaces.name(tenant, collection);
    const lens = makeLens(await this.catalogues.of(space), { classes, scope, text: rest.text });
    const answer = await this.spaces.search(space, () =>
      this.searcher.search(
        {
          ...rest,
          space,
          image,
          lens,
          filter: filter === undefined ? undefined : parseFilter(filter),
        },
        left,
      ),
    );
    const hits = sizes ? await withSizes(this.ledger, space, answer.hits) : answer.hits;
    return { ...answer, hits, nextCursor: answer.nextCursor ?? null };
  }
}
