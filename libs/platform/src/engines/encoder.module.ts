import { Global, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Encoder, loadPack, openEncoder } from '@unseen/encoder';
import { Health } from '../health/health.ts';
import { Metrics } from '../metrics/metrics.ts';
import { Closers } from './closers.ts';
import { CONFIG } from './tokens.ts';

/** The encoder with the configured model pack on the configured execution provider. */
@Global()
@Module({
  providers: [
    {
      provide: Encoder,
      inject: [CONFIG, Closers, Health, Metrics],
      useFactory: async (config: Config, closers: Closers, health: Health, metrics: Metrics) => {
        const pack = await loadPack(config.encoder.pack);
        const encoder = await openEncoder({
          pack,
          provider: config.encoder.provider,
          workers: config.encoder.workers,
          threads: config.encoder.threads,
          maxBatch: config.encoder.maxBatch,
          observe: (event) => metrics.batch(event),
        });
        metrics.watchEncoder(encoder);
        closers.push('encoder', () => encoder.close());
        health.register('encoder', async () => encoder.device);
        health.register('modelPack', async () => pack.id);
        return encoder;
      },
    },
  ],
  exports: [Encoder],
})
export class EncoderModule {}
