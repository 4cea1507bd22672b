import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { VectorStore } from '@unseen/contracts';
import { Health } from '../../health/health.ts';
import type { Engines } from '../../run/engines.ts';
import { CONFIG } from '../tokens.ts';

/** The vector store of the process: a Qdrant server where one is configured, else LanceDB below the data directory. */
export function vectorStoreProvider(engines: Engines): FactoryProvider<VectorStore> {
  return {
    provide: VectorStore,
    inject: [CONFIG, Health],
    useFactory: (config: Config, health: Health) => {
      const { store } = engines;
      health.register('vectorStore', async () =>
        store.ping().then(() => (config.qdrant ? 'qdrant' : 'lancedb')),
      );
      return store;
    },
  };
}
