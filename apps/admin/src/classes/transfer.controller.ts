import { Controller, Get, HttpCode, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClassImporter, classesAsCsv, classesAsJson, readJson, readTable } from '@unseen/classes';
import { Ledger } from '@unseen/ledger';
import { type Caller, CurrentCaller, RequireScope, Tenant } from '@unseen/server';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { actorOf } from './actor-of.ts';
import { ClassFile, ExportQuery, ImportQuery, ImportResult, schemaOf } from '@unseen/api';

/** Classes in and out, as JSON and CSV. */
@ApiTags('classes')
@RequireScope('admin')
@Controller('v1/classes')
export class TransferController {
  constructor(
    private readonly importer: ClassImporter,
    private readonly ledger: Ledger,
  ) {}

  @Post('import')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'importClasses',
    summary: 'Import classes: all of the file, or, where a line is wrong, none of it',
  })
  @ApiConsumes('application/json', 'text/csv')
  @ApiBody({ type: ClassFile })
  @ApiOkResponse({ type: ImportResult })
  async import(
    @CurrentCaller() caller: Caller,
    @Query() query: ImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<ImportResult> {
    const { body } = request;
    const rows = body instanceof Readable ? readTable(body) : readJson(body);
    return this.importer.import(actorOf(caller), rows, query.mode ?? 'merge');
  }

  @Get('export')
  @ApiOperation({ operationId: 'exportClasses', summary: 'All classes, ready to be imported again' })
  @ApiOkResponse({
    description: 'The classes',
    content: {
      'application/json': { schema: schemaOf(ClassFile) },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async export(@Tenant() tenant: string, @Query() query: ExportQuery): Promise<StreamableFile> {
    const { version, classes } = await this.ledger.classes.state(tenant, query.asOf);
    return query.format === 'csv'
      ? new StreamableFile(Readable.from(classesAsCsv(classes, query.safe), { objectMode: false }), {
          type: 'text/csv; charset=utf-8',
          disposition: 'attachment; filename="classes.csv"',
        })
      : new StreamableFile(Readable.from(classesAsJson(classes, version), { objectMode: false }), {
          type: 'application/json',
          disposition: 'attachment; filename="classes.json"',
        });
  }
}
