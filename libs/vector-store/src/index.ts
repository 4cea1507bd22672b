import type { VectorStore } from '@unseen/domain';
import type { LanceDbOptions } from './lancedb/lance-vector-store.ts';

export { openQdrant } from './qdrant/open-qdrant.ts';
export { openPointReader, type ForeignPoint, type PointReader } from './qdrant/foreign/point-reader.ts';
export type { QdrantLayout, QdrantOptions } from './qdrant/options.ts';
export type { LanceDbOptions };

/** Opens LanceDB, embedded. Its libraries are loaded here and not before: services on servers run without them. */
export async function openLanceDb(options: LanceDbOptions): Promise<VectorStore> {
  const lancedb = await import('./lancedb/lance-vector-store.ts');
  return lancedb.openLanceDb(options);
}
