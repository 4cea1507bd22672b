import { Controller, Get, Header, Inject, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { binaryAnswer } from '@unseen/api';
import { writeBackup } from '@unseen/backup';
import type { Config } from '@unseen/config';
import { BlobStore, VectorStore } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import {
  assertOperator,
  type Caller,
  CONFIG,
  CurrentCaller,
  LOGGER,
  RequireScope,
  scratchDir,
} from '@unseen/server';
import type { Logger } from 'pino';

/** Backups of the whole platform, taken while it runs. */
@ApiTags('backup')
@RequireScope('admin')
@Controller('v1/backup')
export class BackupController {
  constructor(
    private readonly ledger: Ledger,
    private readonly store: VectorStore,
    private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'A backup of everything, of all tenants',
    description:
      'For the operator alone: it holds what every tenant keeps. A tar that ends with `manifest.json`; one that breaks off is not whole. `unseen restore` reads it.',
  })
  @ApiOkResponse(binaryAnswer('The archive', 'application/x-tar'))
  async take(@CurrentCaller() caller: Caller): Promise<StreamableFile> {
    assertOperator(caller, 'A backup holds the data of all tenants.');
    await this.ledger.transfer.recordTaking({ tenant: caller.tenant, actor: caller.id });
    const { ledger, store, blobs, logger } = this;
    const archive = writeBackup(
      { ledger, store, blobs },
      {
        scratch: scratchDir(this.config),
        onError: (error) => logger.error({ err: error }, `a backup broke off: ${error.message}`),
      },
    );
    return new StreamableFile(archive, {
      type: 'application/x-tar',
      disposition: 'attachment; filename="unseen.tar"',
    });
  }
}
