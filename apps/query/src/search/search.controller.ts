import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Caller, CallerLeft, CurrentCaller, readBody, ReadsOnly, RequireScope } from '@unseen/server';
import type { FastifyRequest } from 'fastify';
import { SearchRequest, SearchResult } from '@unseen/api';
import { RunSearch } from './run-search.ts';

/** Search by text, picture, item, or text and picture together; or browse. */
@ApiTags('search')
@RequireScope('search')
@Controller('v1/search')
export class SearchController {
  constructor(private readonly searches: RunSearch) {}

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
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @CallerLeft() left: AbortSignal,
  ): Promise<SearchResult> {
    return this.searches.run(caller, await readBody(request, SearchRequest), left);
  }
}
