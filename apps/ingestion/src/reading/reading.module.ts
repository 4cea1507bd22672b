import { Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { type Ingest, ReadingLane } from '@unseen/ingest';
import { Encoder } from '@unseen/encoder';
import { Ledger } from '@unseen/ledger';
import { loadReaderPack, TextReader } from '@unseen/reader';
import { Closers, CONFIG, Metrics, Outages } from '@unseen/server';
import { INGEST, IngestModule } from '../ingest/ingest.module.ts';

/** Reads what is written in pictures, in processes that work off the queue. */
@Module({
  imports: [IngestModule],
  providers: [
    {
      provide: ReadingLane,
      inject: [CONFIG, INGEST, Ledger, Encoder, Metrics, Outages, Closers],
      useFactory: async (
        config: Config,
        { pipeline }: Ingest,
        ledger: Ledger,
        encoder: Encoder,
        metrics: Metrics,
        outages: Outages,
        closers: Closers,
      ) => {
        const lane = new ReadingLane({
          ledger,
          pictures: pipeline.pictures,
          openReader: async () =>
            new TextReader({
              pack: await loadReaderPack(config.readerPack),
              provider: config.readerProvider,
            }),
          decodeLimits: config.image,
          alone: config.databaseUrl === undefined,
          activity: () => {
            const { images, texts, scores } = encoder.stats().batches;
            return images + texts + scores;
          },
          observe: (event) => metrics.pictureRead(event),
          onError: (error, during) => outages.warn(error, during),
        });
        if (config.ingestion.role !== 'api') {
          await lane.start();
          closers.push('reading pictures', () => lane.stop());
        }
        return lane;
      },
    },
  ],
})
export class ReadingModule {}
