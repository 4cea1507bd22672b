import { Global, Module } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { VectorStore } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import { Searcher } from '@unseen/search';
import { CONFIG, Metrics, stageSpan } from '@unseen/server';
import { readSecret } from './secret.ts';
import { StoredSettings } from './stored-settings.ts';
import { WaitingLine } from './waiting-line.ts';

/** The search pipeline on the encoder and the vector store of this process. */
@Global()
@Module({
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
  ],
  exports: [Searcher, WaitingLine, StoredSettings],
})
export class SearchModule {}
