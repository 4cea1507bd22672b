import { describeVectorStore } from '@unseen/testing';
import { NOT_RUN, qdrantHarness } from './testing/server.ts';

describeVectorStore('Qdrant, every vector compared', async () => qdrantHarness({}), NOT_RUN);
describeVectorStore('Qdrant, indexed', async () => qdrantHarness({ indexFromKb: 1 }), NOT_RUN);
describeVectorStore(
  'Qdrant, indexed in 4 bits',
  async () => qdrantHarness({ indexFromKb: 1, quantization: 'turbo4' }),
  NOT_RUN,
);
