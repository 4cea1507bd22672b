import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  binaryAnswer,
  Collection,
  CollectionList,
  CollectionPath,
  CreateCollection,
  CollectionExportQuery,
  NDJSON,
  StartedJob,
  UpdateCollection,
} from '@unseen/api';
import { AppError } from '@unseen/domain';
import { CollectionExport, JobRunner } from '@unseen/ingest';
import { Ledger, type Collection as Stored } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

/** Collections: make, describe, empty, delete, take away. */
@ApiTags('collections')
@RequireScope('admin', 'ingest')
@Controller('v1/collections')
export class CollectionsController {
  constructor(
    private readonly ledger: Ledger,
    private readonly jobs: JobRunner,
    private readonly exports: CollectionExport,
  ) {}

  @Get()
  @RequireScope('admin', 'ingest', 'search')
  @ApiOperation({ summary: 'List collections' })
  @ApiOkResponse({ type: CollectionList })
  async list(@Tenant() tenant: string): Promise<CollectionList> {
    return { collections: (await this.ledger.collections.list(tenant)).map(toAnswer) };
  }

  @Post()
  @ApiOperation({
    summary: 'Make a collection',
    description: 'They also appear when an item is first added to them.',
  })
  @ApiCreatedResponse({ type: Collection })
  async create(@Tenant() tenant: string, @Body() body: CreateCollection): Promise<Collection> {
    const { name, ...change } = body;
    if (!(await this.ledger.collections.ensure(tenant, name))) {
      throw new AppError('collection_exists', `There is a collection "${name}" already.`);
    }
    await this.ledger.collections.change(tenant, name, change);
    return this.#find(tenant, name);
  }

  @Get(':name')
  @RequireScope('admin', 'ingest', 'search')
  @ApiOperation({ summary: 'A collection and how much it holds' })
  @ApiOkResponse({ type: Collection })
  async read(@Tenant() tenant: string, @Param() { name }: CollectionPath): Promise<Collection> {
    return this.#find(tenant, name);
  }

  @Patch(':name')
  @ApiOperation({ summary: 'Describe a collection' })
  @ApiOkResponse({ type: Collection })
  async update(
    @Tenant() tenant: string,
    @Param() { name }: CollectionPath,
    @Body() body: UpdateCollection,
  ): Promise<Collection> {
    await this.ledger.collections.change(tenant, name, body);
    if (body.readText === 'off') await this.ledger.texts.forget({ tenant, collection: name });
    return this.#find(tenant, name);
  }

  @Delete(':name')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Delete a collection and all its items, as a job',
    description: 'Jobs that load into it are cancelled.',
  })
  @ApiAcceptedResponse({ type: StartedJob })
  async remove(@Tenant() tenant: string, @Param() { name }: CollectionPath): Promise<StartedJob> {
    return { jobId: (await this.jobs.clear(tenant, name, 'deletion')).id };
  }

  @Post(':name/empty')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Remove all items of a collection, as a job',
    description: 'The collection and its settings stay. Jobs that load into it are cancelled.',
  })
  @ApiAcceptedResponse({ type: StartedJob })
  async empty(@Tenant() tenant: string, @Param() { name }: CollectionPath): Promise<StartedJob> {
    return { jobId: (await this.jobs.clear(tenant, name, 'emptying')).id };
  }

  @Get(':name/export')
  @ApiOperation({
    operationId: 'exportCollection',
    summary: 'All items of a collection as NDJSON, with or without vectors',
    description: 'A job of type `export` reads such a file back.',
  })
  @ApiOkResponse(binaryAnswer('One item a line', NDJSON))
  async export(
    @Tenant() tenant: string,
    @Param() { name }: CollectionPath,
    @Query() { vectors = false, images = false }: CollectionExportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#find(tenant, name);
    const lines = this.exports.lines({ tenant, collection: name }, { vectors, images });
    await reply
      .header('content-type', NDJSON)
      .header('content-disposition', `attachment; filename="${name}.ndjson"`)
      .send(Readable.from(lines));
  }

  async #find(tenant: string, name: string): Promise<Collection> {
    const found = await this.ledger.collections.get(tenant, name);
    if (found === undefined) throw new AppError('collection_not_found', `There is no collection "${name}".`);
    return toAnswer(found);
  }
}

function toAnswer({ createdAt, keywordFields, facetFields, ...rest }: Stored): Collection {
  return {
    ...rest,
    keywordFields: [...keywordFields],
    facetFields: [...facetFields],
    createdAt: createdAt.toISOString(),
  };
}
