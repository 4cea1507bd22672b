import { type DynamicModule, Module } from '@nestjs/common';
import { type AppParts, EncoderModule, PlatformModule, StorageModule } from '@unseen/server';
import { IngestModule } from './ingest/ingest.module.ts';
import { IngestionModule } from './ingestion.module.ts';
import { RetagModule } from './retag/retag.module.ts';

/** The ingestion service as a process of its own. A worker answers health checks and metrics only. */
@Module({})
export class IngestionService {
  /** @param parts - their `config.ingestion.role` says what it does */
  static forRoot(parts: AppParts): DynamicModule {
    return {
      module: IngestionService,
      imports: [
        PlatformModule.forRoot(parts),
        StorageModule.forRoot(parts),
        EncoderModule,
        ...(parts.config.ingestion.role === 'worker' ? [IngestModule, RetagModule] : [IngestionModule]),
      ],
    };
  }
}
