import { type DynamicModule, Module } from '@nestjs/common';
import { type AppParts, EncoderModule, PlatformModule, StorageModule } from '@unseen/server';
import { AdminModule } from './admin.module.ts';

/** The admin service as a process of its own. It runs the model for the words and exemplars of classes. */
@Module({})
export class AdminService {
  static forRoot(parts: AppParts): DynamicModule {
    return {
      module: AdminService,
      imports: [PlatformModule.forRoot(parts), StorageModule.forRoot(parts), EncoderModule, AdminModule],
    };
  }
}
