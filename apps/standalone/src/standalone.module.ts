import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule } from '@unseen/app-admin';
import { IngestionModule } from '@unseen/app-ingestion';
import { QueryModule } from '@unseen/app-query';
import { type AppParts, EncoderModule, PlatformModule, StorageModule } from '@unseen/server';

/** The three services in one process on embedded engines. */
@Module({})
export class StandaloneModule {
  static forRoot(parts: AppParts): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        PlatformModule.forRoot(parts),
        StorageModule.forRoot(parts),
        EncoderModule,
        IngestionModule,
        QueryModule,
        AdminModule,
      ],
    };
  }
}
