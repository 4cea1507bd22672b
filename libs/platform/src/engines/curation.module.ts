import { Module } from '@nestjs/common';
import { Queue } from '@unseen/contracts';
import { ClassWriter, type CuratorParts } from '@unseen/curator';
import { TracedQueue } from '../tracing/traced-queue.ts';
import { CatalogueModule } from './catalogue.module.ts';
import { CURATOR_PARTS } from './tokens.ts';

/** Changing the catalogues of classes, on the engines of this process. */
@Module({
  imports: [CatalogueModule],
  providers: [
    {
      provide: ClassWriter,
      inject: [CURATOR_PARTS, Queue],
      useFactory: (parts: CuratorParts, queue: Queue) =>
        new ClassWriter({ ...parts, queue: new TracedQueue(queue) }),
    },
  ],
  exports: [ClassWriter],
})
export class CurationModule {}
