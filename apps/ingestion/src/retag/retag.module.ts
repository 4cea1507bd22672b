import { Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Queue } from '@unseen/domain';
import { LiveCatalogues, Retagger, type ClassParts } from '@unseen/classes';
import { CLASS_PARTS, ClassesModule, Closers, CONFIG, Outages, TracedQueue } from '@unseen/server';

/** Keeps the tags of stored items up to their catalogues. For processes that do background work. */
@Module({
  imports: [ClassesModule],
  providers: [
    {
      provide: Retagger,
      inject: [CONFIG, CLASS_PARTS, LiveCatalogues, Queue, Outages, Closers],
      useFactory: async (
        config: Config,
        parts: ClassParts,
        catalogues: LiveCatalogues,
        queue: Queue,
        outages: Outages,
        closers: Closers,
      ) => {
        const retagger = new Retagger({ ...parts, queue: new TracedQueue(queue) }, catalogues, {
          onError: (error, during) => outages.warn(error, during),
        });
        if (config.ingestion.role !== 'api') {
          await retagger.start();
          closers.push('retag', () => retagger.stop());
        }
        return retagger;
      },
    },
  ],
})
export class RetagModule {}
