import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { EncoderModule, IngestModule, PlatformModule, RetagModule, StorageModule } from '@unseen/platform';
import type { Logger } from 'pino';
import { IngestionModule } from './ingestion.module.ts';

/** The ingestion service as a process of its own. A worker answers health checks and metrics only. */
@Module({})
export class IngestionService {
  /** @param config - the frozen configuration of this process; `ingestion.role` says what it does */
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: IngestionService,
      imports: [
        PlatformModule.forRoot(config, logger),
        StorageModule,
        EncoderModule,
        ...(config.ingestion.role === 'worker' ? [IngestModule, RetagModule] : [IngestionModule]),
      ],
    };
  }
}
