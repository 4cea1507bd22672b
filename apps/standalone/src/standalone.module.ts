import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule } from '@unseen/app-admin';
import { IngestionModule } from '@unseen/app-ingestion';
import { QueryModule } from '@unseen/app-query';
import type { Config } from '@unseen/config';
import type { Logger } from 'pino';
import { EncoderModule, PlatformModule, StorageModule } from '@unseen/platform';

/** The three services in one process on embedded engines. */
@Module({})
export class StandaloneModule {
  /** @param config - the frozen configuration of this process */
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        PlatformModule.forRoot(config, logger),
        StorageModule,
        EncoderModule,
        IngestionModule,
        QueryModule,
        AdminModule,
      ],
    };
  }
}
