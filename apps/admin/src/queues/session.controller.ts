import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  assertOperator,
  type Caller,
  CurrentCaller,
  ReadsOnly,
  RequireScope,
  Sessions,
} from '@unseen/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BOARD_PATH, QueueBoard, QUEUES_ARE_SHARED } from './queue-board.ts';

/** Lets the operator's browser into the dashboard of the queues: a page cannot send a key with each request. */
@ApiTags('queues')
@RequireScope('admin')
@Controller('v1/queues/session')
export class QueueSessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly board: QueueBoard,
  ) {}

  @Post()
  @ReadsOnly()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Open the dashboard of the queues for this browser',
    description: `For the operator alone: queues hold the work of all tenants. Sets a cookie that \`${BOARD_PATH}/\` accepts for an hour.`,
  })
  @ApiNoContentResponse()
  async open(
    @CurrentCaller() caller: Caller,
    @Req() { headers: { origin } }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    assertOperator(caller, QUEUES_ARE_SHARED);
    await this.board.open();
    // What the browser says of itself: whether a proxy before the platform took off TLS cannot be seen from here.
    const cookie = this.sessions.open({ path: BOARD_PATH, secure: origin?.startsWith('https:') ?? false });
    if (cookie !== undefined) void reply.header('set-cookie', cookie);
  }
}
