import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { EncoderModule, PlatformModule, StorageModule } from '@unseen/platform';
import type { Logger } from 'pino';
import { AdminModule } from './admin.module.ts';

/** The admin service as a process of its own. It runs the model for the words and exemplars of classes. */
@Module({})
export class AdminService {
  /** @param config - the frozen configuration of this process */
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: AdminService,
      imports: [PlatformModule.forRoot(config, logger), StorageModule, EncoderModule, AdminModule],
    };
  }
}
