import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { VectorStore } from '@unseen/contracts';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';
import { openVectorStoreOf } from './open-engines.ts';

/** The vector store: a Qdrant server where one is configured, else LanceDB below the data directory. */
export const vectorStoreProvider: FactoryProvider<VectorStore> = {
  provide: VectorStore,
  inject: [CONFIG, Closers, Health],
  useFactory: async (config: Config, closers: Closers, health: Health) => {
    const vectors = await openVectorStoreOf(config);
    closers.push('vector store', () => vectors.close());
    health.register('vectorStore', async () =>
      vectors.ping().then(() => (config.qdrant ? 'qdrant' : 'lancedb')),
    );
    return vectors;
  },
};
