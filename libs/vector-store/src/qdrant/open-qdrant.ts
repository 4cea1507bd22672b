import type { VectorStore } from '@unseen/domain';
import { checkServer } from './connection/check-server.ts';
import { connect } from './connection/connect.ts';
import { DEFAULT_LAYOUT, type QdrantOptions } from './options.ts';
import { QdrantVectorStore } from './qdrant-vector-store.ts';
import { PartCache } from './read/part-cache.ts';
import { QdrantSpaces } from './space/qdrant-spaces.ts';

/**
 * Opens the vector store on a Qdrant server, waiting for it if it is still starting.
 * @throws AppError `vector_store_unavailable` when the server does not answer in time, `vector_store_unsupported` when it is too
 *   old, `config_invalid` when it refuses the key or is no Qdrant
 */
export async function openQdrant(options: QdrantOptions): Promise<VectorStore> {
  const { prefix = 'unseen', layout, searchEf = 128, cacheBytes = 256 * 2 ** 20, startMs = 30_000 } = options;
  const connection = connect(options);
  await checkServer(connection, startMs);
  const spaces = new QdrantSpaces(connection, prefix, { ...DEFAULT_LAYOUT, ...layout });
  return new QdrantVectorStore(connection, spaces, new PartCache(cacheBytes), searchEf);
}
