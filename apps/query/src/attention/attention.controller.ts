import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AttentionQuery, binaryAnswer } from '@unseen/api';
import type { Config } from '@unseen/config';
import { AppError, BlobStore } from '@unseen/domain';
import { originalKey } from '@unseen/blobs';
import { renderAttention } from '@unseen/imaging';
import { Ledger } from '@unseen/ledger';
import { CONFIG, isNotModified, RequireScope, Tenant } from '@unseen/server';
import { Searcher } from '@unseen/search';
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Spaces } from '../spaces.ts';

/** Where a text looks in a picture. */
@ApiTags('search')
@RequireScope('search')
@Controller('v1/items/:id/attention.png')
export class AttentionController {
  constructor(
    private readonly searcher: Searcher,
    private readonly spaces: Spaces,
    private readonly ledger: Ledger,
    private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getItemAttention',
    summary: 'The picture with IMFA’s attention for a text over it',
  })
  @ApiOkResponse(binaryAnswer('The picture with the attention over it', 'image/png'))
  async read(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() { text = '', collection }: AttentionQuery,
  ): Promise<void> {
    if (text.trim() === '') {
      throw new AppError('query_empty', 'Say with `text` what to look for.');
    }
    const space = await this.spaces.find(tenant, collection);
    const item = await this.ledger.items.get({ tenant, collection: space.collection, id });
    if (item === undefined)
      throw new AppError('item_not_found', `There is no item "${id}" in "${space.collection}".`);
    if (item.imageKey === null) throw new AppError('item_has_no_image', `The item "${id}" has no picture.`);
    void reply.header('cache-control', 'private, max-age=60, stale-while-revalidate=86400');
    const parts = JSON.stringify([item.imageKey, text, space.pack]);
    const etag = `"${createHash('sha256').update(parts).digest('base64url')}"`;
    void reply.header('etag', etag);
    if (isNotModified(request, etag)) {
      await reply.status(304).send();
      return;
    }
    const grid = await this.searcher.attention(space, id, text);
    const { bytes } = await this.blobs.get(originalKey(item.imageKey));
    const png = await renderAttention(bytes, grid, this.config.image);
    await reply.header('content-type', 'image/png').send(Buffer.from(png));
  }
}
