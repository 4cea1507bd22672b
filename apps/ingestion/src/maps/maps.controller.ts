import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CollectionMapHead,
  CollectionMapPart,
  CollectionPath,
  CollectionPlacesPart,
  linesAnswer,
  NDJSON,
  StartedJob,
} from '@unseen/api';
import { AppError, DEFAULT_COLLECTION } from '@unseen/domain';
import { JobRunner } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { mapLines, placeLines } from './map-lines.ts';

/** Where the items of a collection lie: by what they look like, and on earth. */
@ApiTags('collections')
@RequireScope('search')
@ApiExtraModels(CollectionMapHead, CollectionMapPart, CollectionPlacesPart)
@Controller('v1/collections/:name')
export class MapsController {
  constructor(
    private readonly ledger: Ledger,
    private readonly jobs: JobRunner,
  ) {}

  @Post('map')
  @RequireScope('admin', 'ingest')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'makeCollectionMap',
    summary: 'Arrange the items of a collection in two dimensions, as a job: what is alike lies together',
    description:
      'The map there was stays until the new one is whole. While a job is making one, that job is the answer. ' +
      'Items are arranged by the vectors of their pictures, or of their captions where they have none: 3,000 by UMAP, further ones among those they are most like.',
  })
  @ApiAcceptedResponse({ type: StartedJob })
  async make(@Tenant() tenant: string, @Param() { name }: CollectionPath): Promise<StartedJob> {
    return { jobId: (await this.jobs.map(tenant, name)).id };
  }

  @Get('map')
  @ApiOperation({
    operationId: 'getCollectionMap',
    summary: 'Where the items of a collection lie in two dimensions, as NDJSON',
    description:
      'The first line is a `CollectionMapHead`, each further one a `CollectionMapPart`. Items that are gone since it was made are left out.',
  })
  @ApiOkResponse(linesAnswer('A head and its parts, one a line', CollectionMapHead, CollectionMapPart))
  async read(
    @Tenant() tenant: string,
    @Param() { name: collection }: CollectionPath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const scope = { tenant, collection };
    const map = await this.ledger.maps.get(scope);
    if (map === undefined) {
      await this.#require(tenant, collection);
      throw new AppError('map_not_found', `Nobody has made a map of "${collection}" yet.`);
    }
    const parts = this.ledger.maps.parts(scope, map.jobId);
    await reply.header('content-type', NDJSON).send(Readable.from(mapLines(map, parts)));
  }

  @Get('places')
  @ApiOperation({
    operationId: 'listCollectionPlaces',
    summary: 'Where on earth the items of a collection were made, as NDJSON',
    description:
      'Items whose metadata has `place.latitude` and `place.longitude` (as pictures have them where `UNSEEN_READ_PLACES` is `on`), or `latitude` and `longitude`. ' +
      'Each line is a `CollectionPlacesPart`; without such items there is none.',
  })
  @ApiOkResponse(linesAnswer('Parts, one a line', CollectionPlacesPart))
  async places(
    @Tenant() tenant: string,
    @Param() { name: collection }: CollectionPath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#require(tenant, collection);
    const found = placeLines(this.ledger.items, { tenant, collection });
    await reply.header('content-type', NDJSON).send(Readable.from(found));
  }

  /** The default collection is always there, if empty. */
  async #require(tenant: string, collection: string): Promise<void> {
    if (collection === DEFAULT_COLLECTION) return;
    if ((await this.ledger.collections.get(tenant, collection)) !== undefined) return;
    throw new AppError('collection_not_found', `There is no collection "${collection}".`);
  }
}
