import { Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req, Res, Body } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { BlobStore, DEFAULT_COLLECTION } from '@unseen/domain';
import { ItemIngestor } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { RequireScope, Tenant } from '@unseen/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readItemCursor, writeItemCursor } from './item-cursor.ts';
import { readItem } from './read-item.ts';
import {
  binaryAnswer,
  CreateItem,
  CreatedItem,
  Item,
  ItemImageQuery,
  ItemList,
  ItemQuery,
  ListItemsQuery,
  UpdateItem,
} from '@unseen/api';
import { toItemAnswer } from './item-answer.ts';

const DEFAULT_PAGE = 50;

/** Single items: add, read, change, remove, and their pictures. */
@ApiTags('items')
@RequireScope('ingest')
@Controller('v1/items')
export class ItemsController {
  constructor(
    private readonly items: ItemIngestor,
    private readonly blobs: BlobStore,
    private readonly ledger: Ledger,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Add a picture, a caption, or both',
    description: '201 when it is new, 200 when the same content is there already.',
  })
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiBody({ type: CreateItem })
  @ApiCreatedResponse({ type: CreatedItem, description: 'The item is new, and can be found' })
  @ApiOkResponse({ type: CreatedItem, description: 'The same content was there already' })
  async create(
    @Tenant() tenant: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedItem> {
    const input = await readItem(request);
    const { id, collection, created } = await this.items.ingestOne({ tenant, ...input });
    void reply.status(created ? 201 : 200);
    if (created)
      void reply.header('location', `/v1/items/${encodeURIComponent(id)}?collection=${collection}`);
    return { id, collection, status: 'indexed' };
  }

  @Get()
  @RequireScope('ingest', 'search')
  @ApiOperation({ summary: 'The items of a collection, in the order of their ids' })
  @ApiOkResponse({ type: ItemList })
  async list(@Tenant() tenant: string, @Query() query: ListItemsQuery): Promise<ItemList> {
    const { collection = DEFAULT_COLLECTION, limit = DEFAULT_PAGE, cursor } = query;
    const after = cursor === undefined ? undefined : readItemCursor(cursor);
    const records = await this.ledger.items.page(tenant, collection, after, limit);
    const last = records.at(-1);
    return {
      items: records.map(toItemAnswer),
      nextCursor: last === undefined || records.length < limit ? null : writeItemCursor(last.id),
    };
  }

  @Get(':id')
  @RequireScope('ingest', 'search')
  @ApiOperation({ summary: 'Read an item' })
  @ApiParam({ name: 'id' })
  @ApiOkResponse({ type: Item })
  async read(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Query() { collection }: ItemQuery,
  ): Promise<Item> {
    return toItemAnswer(await this.items.getItem(tenant, collection, id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change captions or metadata' })
  @ApiOkResponse({ type: Item })
  async update(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Body() body: UpdateItem,
    @Query() { collection }: ItemQuery,
  ): Promise<Item> {
    const captions = body.captions ?? (body.caption === undefined ? undefined : [body.caption]);
    return toItemAnswer(
      await this.items.updateItem(tenant, collection, id, { captions, metadata: body.metadata }),
    );
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an item and, when no other item uses it, its picture' })
  async remove(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Query() { collection }: ItemQuery,
  ): Promise<void> {
    await this.items.deleteItem(tenant, collection, id);
  }

  @Get(':id/image')
  @RequireScope('ingest', 'search')
  @ApiOperation({
    operationId: 'getItemImage',
    summary: 'The thumbnail; `size=original` for the picture as it came',
  })
  @ApiOkResponse(binaryAnswer('The picture', 'image/jpeg', 'image/png', 'image/webp'))
  async image(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
    @Query() { collection, size = 'thumbnail' }: ItemImageQuery,
  ): Promise<void> {
    const key = await this.items.imageKey(tenant, collection, id, size);
    const { type, size: length, stream } = await this.blobs.open(key);
    await reply
      .header('content-type', type)
      .header('content-length', length)
      .header('cache-control', 'private, max-age=3600')
      .header('content-security-policy', "default-src 'none'")
      .send(stream);
  }
}
