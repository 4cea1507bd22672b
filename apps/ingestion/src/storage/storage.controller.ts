import { Controller, Delete, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { binaryAnswer, NDJSON } from '@unseen/api';
import { StorageCheck } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { assertOperator, type Caller, CurrentCaller, RequireScope } from '@unseen/server';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { keepAlive } from './keep-alive.ts';

const SHARED = 'All tenants share the stores.';
const SILENCE_MS = 15_000;
const LINES = binaryAnswer(
  'One difference a line: `kind` is `picture_lost` (with `sha256` and some of the `items` that show it) or `picture_unused` (with `sha256`), `vectors_lost` or `vectors_unused` (with `tenant`, ' +
    '`collection`, `id`). The last line has the kind `compared`, with how many `pictures` and `items` were, and how many left-overs were `removed`; ' +
    'without it the comparison broke off. Empty lines keep the connection open.',
  NDJSON,
);

/** Whether the stores agree. For the operator alone: all tenants share them. */
@ApiTags('storage')
@RequireScope('admin')
@Controller('v1/storage')
export class StorageController {
  constructor(
    private readonly check: StorageCheck,
    private readonly ledger: Ledger,
  ) {}

  @Get('differences')
  @ApiOperation({
    operationId: 'compareStorage',
    summary: 'Compare ledger, vectors and pictures, as NDJSON',
    description:
      'Looks at everything that is stored, while the platform works. Nothing is removed; a picture that is lost is stored again as soon as it is offered again.',
  })
  @ApiOkResponse(LINES)
  async differences(@CurrentCaller() caller: Caller, @Res() reply: FastifyReply): Promise<void> {
    assertOperator(caller, SHARED);
    await this.#answer(reply, false);
  }

  @Delete('leftovers')
  @ApiOperation({
    operationId: 'removeLeftovers',
    summary: 'Compare, and remove pictures and vectors that nothing needs, as NDJSON',
    description:
      'Such remain where a process was killed between two steps, or a store was restored from an older state. What is lost is told and not touched.',
  })
  @ApiOkResponse(LINES)
  async removeLeftovers(@CurrentCaller() caller: Caller, @Res() reply: FastifyReply): Promise<void> {
    assertOperator(caller, SHARED);
    const { tenant, id: actor } = caller;
    await this.ledger.audit.record({ tenant, actor, action: 'storage.clean', subject: 'leftovers' });
    await this.#answer(reply, true);
  }

  async #answer(reply: FastifyReply, remove: boolean): Promise<void> {
    await reply
      .header('content-type', NDJSON)
      .send(Readable.from(keepAlive(this.#lines(remove), SILENCE_MS)));
  }

  async *#lines(remove: boolean): AsyncGenerator<string, void, undefined> {
    for await (const line of this.check.compare({ remove })) yield `${JSON.stringify(line)}\n`;
  }
}
