import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { VectorStore } from '@unseen/contracts';
import { openLanceDb, openQdrant } from '@unseen/vector-store';
import { join } from 'node:path';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';

/** The vector store: a Qdrant server where one is configured, else LanceDB below the data directory. */
export const vectorStoreProvider: FactoryProvider<VectorStore> = {
  provide: VectorStore,
  inject: [CONFIG, Closers, Health],
  useFactory: async ({ qdrant, dataDir }: Config, closers: Closers, health: Health) => {
    const vectors = qdrant ? await openQdrant(qdrant) : await openLanceDb({ dir: join(dataDir, 'vectors') });
    closers.push('vector store', () => vectors.close());
    health.register('vectorStore', async () => vectors.ping().then(() => (qdrant ? 'qdrant' : 'lancedb')));
    return vectors;
  },
};
