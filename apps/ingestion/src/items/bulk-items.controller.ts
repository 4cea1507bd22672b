import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CountItemsQuery,
  DeletedItems,
  DeleteItems,
  ItemBatch,
  ItemBatchResult,
  ItemCount,
  ItemQuery,
  MOST_OPERATIONS,
  NDJSON,
  type OperationResult,
  readFields,
} from '@unseen/api';
import { AppError, DEFAULT_COLLECTION } from '@unseen/domain';
import { ItemIngestor, type OperationOutcome, validateCollection } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { parseFilter } from '@unseen/search';
import { LOGGER, RequireScope, Tenant } from '@unseen/server';
import { Inject } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { warningsOf } from './caption-faults.ts';
import { operationError } from './operation-error.ts';
import { portionsOf } from './ndjson.ts';
import { readOperation, type ReadOperation } from './read-operation.ts';
import { readFilter } from './read-search.ts';

/** As clients name it. */
const LINES = /^application\/(x-)?(ndjson|jsonl|jsonlines)\b/i;

/** Many items in one request: write, remove, count. */
@ApiTags('items')
@RequireScope('ingest')
@Controller('v1/items')
export class BulkItemsController {
  constructor(
    private readonly items: ItemIngestor,
    private readonly ledger: Ledger,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post('batch')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'writeItems',
    summary: 'Do up to 1,000 things to items of a collection',
    description: 'Answers 200 with a result for each operation, in order: one that is wrong fails alone.',
  })
  @ApiConsumes('application/json', NDJSON)
  @ApiBody({ type: ItemBatch })
  @ApiOkResponse({ type: ItemBatchResult })
  async batch(
    @Tenant() tenant: string,
    @Query() query: ItemQuery,
    @Req() request: FastifyRequest,
  ): Promise<ItemBatchResult> {
    if (LINES.test(request.headers['content-type'] ?? '')) {
      const results: OperationResult[] = [];
      for await (const portion of portionsOf(request.body as Readable, MOST_OPERATIONS)) {
        results.push(...(await this.#run(tenant, query.collection, portion.map(readOperation))));
      }
      return { results };
    }
    const { collection = query.collection, operations } = readFields(ItemBatch, request.body);
    const read = operations.map((value) => readOperation({ value }));
    return { results: await this.#run(tenant, collection, read) };
  }

  async #run(
    tenant: string,
    collection: string | undefined,
    operations: readonly ReadOperation[],
  ): Promise<OperationResult[]> {
    const sound = operations.flatMap((each) => ('operation' in each ? [each.operation] : []));
    const outcomes = (await this.items.batch(tenant, collection, sound)).values();
    return operations.map((each) => {
      const outcome: OperationOutcome =
        'operation' in each ? outcomes.next().value! : { status: 'failed', id: each.id, error: each.error };
      return this.#result(outcome);
    });
  }

  #result(outcome: OperationOutcome): OperationResult {
    const { status } = outcome;
    if (status !== 'failed') {
      const warnings = warningsOf(outcome.faults);
      return { id: outcome.id, status: status === 'skipped' ? 'unchanged' : status, warnings };
    }
    return { id: outcome.id ?? null, status, error: operationError(outcome.error, this.logger) };
  }

  @Post('delete')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'deleteItems',
    summary: 'Remove items by their ids or by a filter, or count what would go',
  })
  @ApiOkResponse({ type: DeletedItems })
  async delete(@Tenant() tenant: string, @Body() body: DeleteItems): Promise<DeletedItems> {
    const { collection, ids, filter, dryRun, trash = false } = body;
    if ((ids === undefined) === (filter === undefined)) {
      throw new AppError('invalid_request', 'Send either `ids` or `filter`; `{}` as filter means all items.');
    }
    const which = ids === undefined ? { filter: parseFilter(filter) } : { ids };
    return this.items.deleteMany(tenant, collection, which, { dryRun, rule: trash ? 'trash' : 'delete' });
  }

  @Get('count')
  @RequireScope('ingest', 'search')
  @ApiOperation({
    operationId: 'countItems',
    summary: 'How many items a collection has, or satisfy a filter',
  })
  @ApiOkResponse({ type: ItemCount })
  async count(@Tenant() tenant: string, @Query() query: CountItemsQuery): Promise<ItemCount> {
    const collection = validateCollection(query.collection ?? DEFAULT_COLLECTION);
    const filter = parseFilter(readFilter(query.filter));
    return { count: await this.ledger.items.count(tenant, collection, filter) };
  }
}
