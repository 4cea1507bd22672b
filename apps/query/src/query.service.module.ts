import { type DynamicModule, Module } from '@nestjs/common';
import { type AppParts, EncoderModule, PlatformModule, StorageModule } from '@unseen/server';
import { QueryModule } from './query.module.ts';

/** The query service as a process of its own. */
@Module({})
export class QueryService {
  static forRoot(parts: AppParts): DynamicModule {
    return {
      module: QueryService,
      imports: [PlatformModule.forRoot(parts), StorageModule.withoutQueue(parts), EncoderModule, QueryModule],
    };
  }
}
