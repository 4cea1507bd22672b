import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { EncoderModule, PlatformModule, StorageModule } from '@unseen/platform';
import type { Logger } from 'pino';
import { QueryModule } from './query.module.ts';

/** The query service as a process of its own. */
@Module({})
export class QueryService {
  /** @param config - the frozen configuration of this process */
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: QueryService,
      imports: [
        PlatformModule.forRoot(config, logger),
        StorageModule.withoutQueue(),
        EncoderModule,
        QueryModule,
      ],
    };
  }
}
