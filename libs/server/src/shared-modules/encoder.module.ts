import { Global, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Encoder } from '@unseen/encoder';
import { VectorStore } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import type { Logger } from 'pino';
import { Health } from '../health/health.ts';
import { LostVectors } from '../health/lost-vectors.ts';
import { Outages } from '../health/outages.ts';
import { watchStrandedItems } from '../health/stranded-items.ts';
import { LOGGER } from '../log/logger.ts';
import { Metrics } from '../metrics/metrics.ts';
import { PackInUse } from '../run/pack-in-use.ts';
import { Closers } from './closers.ts';
import { openConfigured } from './open-encoder.ts';
import { CONFIG } from './tokens.ts';

/** Milliseconds between looks for lost vectors in a store that nobody else has open: the look at the start finds them. */
const EMBEDDED_LOOK_MS = 60_000;

const STRANDED_ITEMS = Symbol('StrandedItems');

/** The encoder with the model pack on the configured execution provider, and who says what it cannot find. */
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
    {
      provide: STRANDED_ITEMS,
      inject: [Encoder, Ledger, Health, LOGGER, Outages, Closers],
      useFactory: (
        encoder: Encoder,
        ledger: Ledger,
        health: Health,
        logger: Logger,
        outages: Outages,
        closers: Closers,
      ) => {
        const stop = watchStrandedItems({ ledger, health, logger, outages, pack: encoder.pack.id });
        closers.push('stranded items', stop);
        return stop;
      },
    },
    {
      provide: LostVectors,
      inject: [CONFIG, Encoder, Ledger, VectorStore, Health, LOGGER, Closers, Metrics],
      useFactory: (
        { qdrant }: Config,
        encoder: Encoder,
        ledger: Ledger,
        store: VectorStore,
        health: Health,
        logger: Logger,
        closers: Closers,
        metrics: Metrics,
      ) => {
        const lookMs = qdrant === undefined ? EMBEDDED_LOOK_MS : undefined;
        const lost = new LostVectors({ ledger, store, health, logger, pack: encoder.pack.id, lookMs });
        metrics.watchLostVectors(() => lost.missing);
        lost.start();
        closers.push('lost vectors', () => lost.stop());
        return lost;
      },
    },
  ],
  exports: [Encoder, LostVectors],
})
export class EncoderModule {}
