import { Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import {
  binaryAnswer,
  CreatedItem,
  CreateItem,
  DeleteItemQuery,
  Item,
  ItemImageQuery,
  ItemList,
  ItemQuery,
  ListItemsQuery,
  PutItem,
  UpdateItem,
} from '@unseen/api';
import { AppError, BlobStore, DEFAULT_COLLECTION } from '@unseen/domain';
import { ItemIngestor, validateCollection, type Precondition } from '@unseen/ingest';
import { type ItemRecord, Ledger } from '@unseen/ledger';
import { parseFilter } from '@unseen/search';
import { checkPreconditions, isNotModified, readBody, RequireScope, Tenant } from '@unseen/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagOfItem, toItemAnswer } from './item-answer.ts';
import { readItemCursor, writeItemCursor } from './item-cursor.ts';
import { CaptionWarnings } from './caption-warnings.ts';
import { captionsOf } from './captions.ts';
import { readFilter, readSort } from './read-search.ts';
import { sendPicture } from './send-picture.ts';

const DEFAULT_PAGE = 50;

const IF_MATCH = {
  name: 'If-Match',
  required: false,
  description: 'ETag the item must still have; 412 when it has another',
} as const;

/** Single items: add, read, replace, change, remove, and their pictures. */
@ApiTags('items')
@RequireScope('ingest')
@Controller('v1/items')
export class ItemsController {
  constructor(
    private readonly items: ItemIngestor,
    private readonly blobs: BlobStore,
    private readonly ledger: Ledger,
    private readonly warnings: CaptionWarnings,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Add a picture, a caption, or both',
    description:
      '201 when it is new, 200 when the same content is there already. Of a picture that comes alone, without caption and metadata, the ' +
      'description, keywords, date and camera that it carries (EXIF, IPTC, XMP) are taken.',
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
    const { fields, image } = await readBody(request, CreateItem);
    const { metadata } = fields;
    const captions = captionsOf(fields) ?? [];
    const { id, collection, created, faults } = await this.items.ingestOne({
      tenant,
      id: fields.id,
      collection: fields.collection,
      image,
      captions,
      metadata,
    });
    void reply.status(created ? 201 : 200);
    if (created)
      void reply.header('location', `/v1/items/${encodeURIComponent(id)}?collection=${collection}`);
    return this.warnings.with<CreatedItem>({ id, collection, status: 'indexed' }, faults);
  }

  @Get()
  @RequireScope('ingest', 'search')
  @ApiOperation({
    summary: 'The items of a collection, those that satisfy a filter, in an order',
    description: 'By id, unless `sort` says otherwise.',
  })
  @ApiOkResponse({ type: ItemList })
  async list(@Tenant() tenant: string, @Query() query: ListItemsQuery): Promise<ItemList> {
    const { collection = DEFAULT_COLLECTION, limit = DEFAULT_PAGE } = query;
    const scope = { tenant, collection: validateCollection(collection) };
    const sort = readSort(query.sort);
    const filter = parseFilter(readFilter(query.filter));
    const after = query.cursor === undefined ? undefined : readItemCursor(query.cursor, sort);
    const found = await this.ledger.items.find(scope, { filter, sort, after }, limit);
    const records = await this.ledger.items.getMany(found.map(({ id }) => ({ ...scope, id })));
    const last = found.at(-1);
    return {
      items: records.map(toItemAnswer),
      nextCursor: last === undefined || found.length < limit ? null : writeItemCursor(last, sort),
    };
  }

  @Get(':id')
  @RequireScope('ingest', 'search')
  @ApiOperation({
    summary: 'Read an item',
    description: 'With its `ETag`; 304 when `If-None-Match` names it.',
  })
  @ApiParam({ name: 'id' })
  @ApiOkResponse({ type: Item })
  async read(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Query() { collection }: ItemQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Item | undefined> {
    const record = await this.items.getItem(tenant, collection, id);
    const etag = etagOfItem(record);
    void reply.header('etag', etag);
    if (isNotModified(request, etag)) {
      void reply.status(304);
      return undefined;
    }
    return toItemAnswer(record);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Make an item, or replace it whole, picture too',
    description:
      '201 when it is new, 200 when it was replaced; it is found all the while. What is not sent is gone. With ' +
      '`If-None-Match: *` only a new one is made.',
  })
  @ApiParam({ name: 'id' })
  @ApiHeader(IF_MATCH)
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiBody({ type: PutItem })
  @ApiCreatedResponse({ type: Item, description: 'The item is new' })
  @ApiOkResponse({ type: Item, description: 'The item was there, and is now this' })
  async put(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Query() query: ItemQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Item> {
    const { fields, image } = await readBody(request, PutItem);
    const collection = sameCollection(query.collection, fields.collection);
    const content = { image, captions: captionsOf(fields) ?? [], metadata: fields.metadata };
    const place = { tenant, collection, id };
    const { record, created, faults } = await this.items.putItem(place, content, held(request));
    void reply.status(created ? 201 : 200);
    return this.warnings.with(answer(reply, record), faults);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change captions, metadata or picture',
    description:
      'A JSON merge patch (RFC 7396): what is absent stays, `null` removes. A picture comes as multipart or base64; the ' +
      'item is found all the while.',
  })
  @ApiParam({ name: 'id' })
  @ApiHeader(IF_MATCH)
  @ApiConsumes('application/json', 'application/merge-patch+json', 'multipart/form-data')
  @ApiBody({ type: UpdateItem })
  @ApiOkResponse({ type: Item })
  async update(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Query() { collection }: ItemQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Item> {
    const { fields, image } = await readBody(request, UpdateItem);
    const change = { image, captions: captionsOf(fields), metadata: fields.metadata };
    const { record, faults } = await this.items.updateItem({ tenant, collection, id }, change, held(request));
    return this.warnings.with(answer(reply, record), faults);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove an item and, when no other item uses it, its picture' })
  @ApiHeader(IF_MATCH)
  async remove(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Query() { collection, trash = false }: DeleteItemQuery,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.items.deleteItem({ tenant, collection, id }, held(request), trash ? 'trash' : 'delete');
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
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() { collection, size = 'thumbnail' }: ItemImageQuery,
  ): Promise<void> {
    const key = await this.items.imageKey(tenant, collection, id, size);
    await sendPicture(this.blobs, key, request, reply);
  }
}

/** The conditions a write is sent with. */
function held(request: FastifyRequest): Precondition {
  return (existing) => checkPreconditions(request, existing && etagOfItem(existing));
}

function answer(reply: FastifyReply, record: ItemRecord): Item {
  void reply.header('etag', etagOfItem(record));
  return toItemAnswer(record);
}

/** The collection of a request that may say it twice. @throws AppError `invalid_request` when it says two */
function sameCollection(inQuery: string | undefined, inBody: string | undefined): string | undefined {
  if (inQuery !== undefined && inBody !== undefined && inQuery !== inBody) {
    throw new AppError('invalid_request', 'The query names another collection than the body.', {
      errors: [{ field: 'collection', message: 'is not that of the query' }],
    });
  }
  return inQuery ?? inBody;
}
