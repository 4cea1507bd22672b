import { Global, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Encoder } from '@unseen/encoder';
import { Health } from '../health/health.ts';
import { Metrics } from '../metrics/metrics.ts';
import { PackInUse } from '../run/pack-in-use.ts';
import { Closers } from './closers.ts';
import { openConfigured } from './open-encoder.ts';
import { CONFIG } from './tokens.ts';

/** The encoder with the model pack on the configured execution provider. */
@Global()
@Module({
  providers: [
    {
      provide: Encoder,
      inject: [CONFIG, Closers, Health, Metrics, PackInUse],
      useFactory: async (
        config: Config,
        closers: Closers,
        health: Health,
        metrics: Metrics,
        packs: PackInUse,
      ) => {
        const encoder = await openConfigured(config, metrics);
        metrics.watchEncoder(encoder);
        closers.push('encoder', () => encoder.close());
        health.register('encoder', async () => encoder.device);
        health.register('modelPack', async () => {
          if (packs.missing === undefined) return encoder.pack.id;
          throw new Error(`${packs.missing} is in use, and is not on this machine`);
        });
        return encoder;
      },
    },
  ],
  exports: [Encoder],
})
export class EncoderModule {}
