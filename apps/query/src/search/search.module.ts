import { Global, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { VectorStore } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import { Searcher } from '@unseen/search';
import { LiveCatalogues } from '@unseen/classes';
import { Ledger } from '@unseen/ledger';
import { ClassesModule, Closers, CONFIG, Metrics, Outages, stageSpan } from '@unseen/server';
import { prepareForOutages } from './prepare-for-outages.ts';
import { readSecret } from './secret.ts';
import { StoredSettings } from './stored-settings.ts';
import { WaitingLine } from './waiting-line.ts';

const PREPARATION = Symbol('Preparation');

/** The search pipeline on the encoder and the vector store of this process. */
@Global()
@Module({
  imports: [ClassesModule],
  providers: [
    {
      provide: Searcher,
      inject: [CONFIG, Encoder, VectorStore, Metrics],
      useFactory: async (config: Config, encoder: Encoder, store: VectorStore, metrics: Metrics) =>
        new Searcher({
          encoder,
          store,
          decodeLimits: config.image,
          options: {
            cursorKey: await readSecret(config),
            rescoreDeadlineMs: config.search.rescoreDeadlineMs,
            observe: (event) => {
              metrics.searchStage(event);
              stageSpan('search', event);
            },
          },
        }),
    },
    {
      provide: WaitingLine,
      inject: [CONFIG],
      useFactory: ({ search }: Config) => new WaitingLine(search),
    },
    StoredSettings,
    {
      provide: PREPARATION,
      inject: [Ledger, LiveCatalogues, StoredSettings, Outages, Closers],
      useFactory: (
        ledger: Ledger,
        catalogues: LiveCatalogues,
        settings: StoredSettings,
        outages: Outages,
        closers: Closers,
      ) => {
        // An embedded ledger does not go away alone.
        const stop = ledger.isShared ? prepareForOutages(ledger, catalogues, settings, outages) : undefined;
        if (stop !== undefined) closers.push('preparing for outages', stop);
        return stop;
      },
    },
  ],
  exports: [Searcher, WaitingLine, StoredSettings],
})
export class SearchModule {}
