import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  binaryAnswer,
  DeletedFromTrash,
  DeleteFromTrash,
  ItemImageQuery,
  RestoredItems,
  RestoreItems,
  TrashList,
  TrashQuery,
} from '@unseen/api';
import type { Config } from '@unseen/config';
import { AppError, BlobStore } from '@unseen/domain';
import { ItemTrash } from '@unseen/ingest';
import { CONFIG, LOGGER, RequireScope, Tenant } from '@unseen/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { operationError } from '../items/operation-error.ts';
import { sendPicture } from '../items/send-picture.ts';
import { toTrashedAnswer } from './trash-answer.ts';
import { readTrashCursor, writeTrashCursor } from './trash-cursor.ts';

const DEFAULT_PAGE = 50;

/** Items that were thrown away: look, put back, remove for good. */
@ApiTags('trash')
@RequireScope('ingest')
@Controller('v1/trash')
export class TrashController {
  constructor(
    private readonly trash: ItemTrash,
    private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listTrash',
    summary: 'What was put into the trash of a collection, last thrown away first',
    description:
      'Searches, counts and exports know nothing of it. It is removed for good after `UNSEEN_TRASH_DAYS`.',
  })
  @ApiOkResponse({ type: TrashList })
  async list(@Tenant() tenant: string, @Query() query: TrashQuery): Promise<TrashList> {
    const { collection, limit = DEFAULT_PAGE } = query;
    const after = query.cursor === undefined ? undefined : readTrashCursor(query.cursor);
    const { items, total } = await this.trash.list(tenant, collection, after, limit);
    const last = items.at(-1);
    return {
      items: items.map((item) => toTrashedAnswer(item, this.config.ingestion.trashDays)),
      total,
      nextCursor: last === undefined || items.length < limit ? null : writeTrashCursor(last),
    };
  }

  @Post('restore')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'restoreItems',
    summary: 'Put items back as they were',
    description:
      'Their vectors are made again, so it takes as long as adding them. Answers 200 with a result for each id, in order: one that ' +
      'cannot be put back stays in the trash.',
  })
  @ApiOkResponse({ type: RestoredItems })
  async restore(@Tenant() tenant: string, @Body() { collection, ids }: RestoreItems): Promise<RestoredItems> {
    const outcomes = await this.trash.restore(tenant, collection, ids);
    return {
      results: outcomes.map((outcome, index) => {
        const id = ids[index]!;
        return outcome.status === 'failed'
          ? { id, status: 'failed', error: operationError(outcome.error, this.logger) }
          : { id, status: 'restored' };
      }),
    };
  }

  @Post('delete')
  @HttpCode(200)
  @ApiOperation({ operationId: 'deleteFromTrash', summary: 'Remove items in the trash for good' })
  @ApiOkResponse({ type: DeletedFromTrash })
  async delete(@Tenant() tenant: string, @Body() body: DeleteFromTrash): Promise<DeletedFromTrash> {
    const { collection, ids, all = false } = body;
    if ((ids === undefined) !== all)
      throw new AppError('invalid_request', 'Send either `ids` or `all` as true.');
    return { deleted: await this.trash.remove(tenant, collection, ids) };
  }

  @Get(':id/image')
  @ApiOperation({
    operationId: 'getTrashedItemImage',
    summary: 'The picture of an item in the trash: its thumbnail; `size=original` as it came',
  })
  @ApiParam({ name: 'id' })
  @ApiOkResponse(binaryAnswer('The picture', 'image/jpeg', 'image/png', 'image/webp'))
  async image(
    @Tenant() tenant: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() { collection, size = 'thumbnail' }: ItemImageQuery,
  ): Promise<void> {
    await sendPicture(this.blobs, await this.trash.imageKey(tenant, collection, id, size), request, reply);
  }
}
