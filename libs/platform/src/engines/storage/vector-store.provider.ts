import type { FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { VectorStore } from '@unseen/contracts';
import { openLanceDb } from '@unseen/vector-store';
import { join } from 'node:path';
import { Health } from '../../health/health.ts';
import { Closers } from '../closers.ts';
import { CONFIG } from '../tokens.ts';

/** The vector store: LanceDB below the data directory. */
export const vectorStoreProvider: FactoryProvider<VectorStore> = {
  provide: VectorStore,
  inject: [CONFIG, Closers, Health],
  useFactory: async (config: Config, closers: Closers, health: Health) => {
    const vectors = await openLanceDb({ dir: join(config.dataDir, 'vectors') });
    closers.push('vector store', () => vectors.close());
    health.register('vectorStore', async () => vectors.ping().then(() => 'lancedb'));
    return vectors;
  },
};
