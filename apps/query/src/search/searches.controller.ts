import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Problem,
  readFields,
  SearchesRequest,
  SearchesResult,
  SearchRequest,
  SearchResult,
} from '@unseen/api';
import {
  type Caller,
  CallerLeft,
  CurrentCaller,
  LOGGER,
  logOurFault,
  Outages,
  ReadsOnly,
  RequireScope,
  TakesUploads,
  toAppError,
  toProblem,
} from '@unseen/server';
import type { FastifyRequest } from 'fastify';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { RunSearch } from './run-search.ts';

/** Searches of one request that run at the same time: enough to fill the encoder, not so many that others wait. */
const AT_ONCE = 4;

/** Many searches in one request. */
@ApiTags('search')
@RequireScope('search')
@Controller('v1/searches')
export class SearchesController {
  constructor(
    private readonly search: RunSearch,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly outages: Outages,
  ) {}

  @Post()
  @ReadsOnly()
  @TakesUploads()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'searchMany',
    summary: 'Search several times',
    description:
      'Each search has its own answer, or its own problem: one that fails does not fail the others.',
  })
  @ApiExtraModels(SearchRequest, SearchResult, Problem)
  @ApiOkResponse({ type: SearchesResult })
  async run(
    @CurrentCaller() caller: Caller,
    @Body() { searches }: SearchesRequest,
    @Req() request: FastifyRequest,
    @CallerLeft() left: AbortSignal,
  ): Promise<SearchesResult> {
    const slots = pLimit(AT_ONCE);
    const one = async (search: unknown): Promise<SearchResult | Problem> => {
      try {
        const fields = readFields(SearchRequest, search);
        const image = fields.image === undefined ? undefined : Buffer.from(fields.image, 'base64');
        return await this.search.run(caller, { fields, image }, left);
      } catch (thrown) {
        left.throwIfAborted();
        return this.problemOf(thrown, request.id);
      }
    };
    return { results: await Promise.all(searches.map((search) => slots(() => one(search)))) };
  }

  private problemOf(thrown: unknown, requestId: string): Problem {
    const error = toAppError(thrown);
    logOurFault(error, requestId, this.logger, this.outages);
    const { errors, ...problem } = toProblem(error, requestId);
    return { ...problem, ...(errors && { errors: [...errors] }) };
  }
}
