import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Config } from '@unseen/config';
import { AppError, BlobStore } from '@unseen/contracts';
import { renderAttention } from '@unseen/imaging';
import { ItemIngestor } from '@unseen/ingest';
import { CONFIG, RequireScope, Tenant } from '@unseen/platform';
import { Searcher } from '@unseen/search';
import type { FastifyReply } from 'fastify';
import { Spaces } from '../spaces.ts';

/** Where a text looks in a picture. */
@ApiTags('search')
@RequireScope('search')
@Controller('v1/items/:id/attention.png')
export class AttentionController {
  constructor(
    private readonly searcher: Searcher,
    private readonly spaces: Spaces,
    private readonly items: ItemIngestor,
    private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The picture with IMFA’s attention for a text over it' })
  @ApiProduces('image/png')
  @ApiQuery({ name: 'text' })
  @ApiQuery({ name: 'collection', required: false })
  async read(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
    @Query('text') text?: string,
    @Query('collection') collection?: string,
  ): Promise<void> {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new AppError('query_empty', 'Say with `text` what to look for.');
    }
    const space = await this.spaces.find(tenant, collection);
    const key = await this.items.imageKey(tenant, collection, id, 'original');
    const grid = await this.searcher.attention(space, id, text);
    const { bytes } = await this.blobs.get(key);
    const png = await renderAttention(bytes, grid, this.config.image);
    await reply
      .header('content-type', 'image/png')
      .header('cache-control', 'private, max-age=3600')
      .send(Buffer.from(png));
  }
}
