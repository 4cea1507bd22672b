import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppError } from '@unseen/domain';
import {
  AcceptSession,
  assertOperator,
  type AuthenticatedRequest,
  type Caller,
  CurrentCaller,
  RequireScope,
} from '@unseen/server';
import type { FastifyReply } from 'fastify';
import type { Board } from './board.ts';
import { BOARD_PATH, QueueBoard, QUEUES_ARE_SHARED } from './queue-board.ts';
import { sendFile } from './send-file.ts';

/** Nothing from elsewhere, no inline script, no frames. Styles: the page brings some inside. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The dashboard of the queues: the page, its files, and what it asks for. */
@ApiExcludeController()
@RequireScope('admin')
@AcceptSession()
@Controller(BOARD_PATH.slice(1))
export class QueuesController {
  constructor(private readonly board: QueueBoard) {}

  @Get()
  async page(@CurrentCaller() caller: Caller, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, await this.boardFor(caller));
  }

  @Get('*')
  async read(
    @CurrentCaller() caller: Caller,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const board = await this.boardFor(caller);
    // As it came: an id of a message may hold a slash, encoded.
    const [path = ''] = request.url.slice(BOARD_PATH.length).split('?', 1);
    if (path.startsWith('/static/')) return sendFile(reply, board.folder, path);
    if (!path.startsWith('/api/')) return sendPage(reply, board);
    const answer = await board.answer(path, request.query as Record<string, unknown>);
    if (answer === undefined) throw new AppError('not_found', 'The dashboard has no such address.');
    void reply.status(answer.status).header('cache-control', 'no-store').send(answer.body);
  }

  private boardFor(caller: Caller): Promise<Board> {
    assertOperator(caller, QUEUES_ARE_SHARED);
    return this.board.open();
  }
}

/** The page decides which part of it an address shows. */
async function sendPage(reply: FastifyReply, board: Board): Promise<void> {
  void reply
    .header('content-security-policy', POLICY)
    .header('cross-origin-opener-policy', 'same-origin')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(await board.page());
}
