import type { VectorStore } from '@unseen/domain';
import type { LanceDbOptions } from './lancedb/lance-vector-store.ts';
import type { PointReader } from './qdrant/foreign/point-reader.ts';
import type { QdrantOptions } from './qdrant/options.ts';

export type { ForeignPoint, PointReader } from './qdrant/foreign/point-reader.ts';
export type { QdrantLayout, QdrantOptions } from './qdrant/options.ts';
export type { LanceDbOptions };

// The libraries of a store are loaded when one is opened: a process runs with one of them.

/** Opens LanceDB, embedded. @throws AppError `vector_store_unavailable` when its directory cannot be used */
export async function openLanceDb(options: LanceDbOptions): Promise<VectorStore> {
  const lancedb = await import('./lancedb/lance-vector-store.ts');
  return lancedb.openLanceDb(options);
}

/** Opens the store on a Qdrant server. @throws AppError `vector_store_unavailable`, `vector_store_unsupported`, `config_invalid` */
export async function openQdrant(options: QdrantOptions): Promise<VectorStore> {
  const qdrant = await import('./qdrant/open-qdrant.ts');
  return qdrant.openQdrant(options);
}

/** Reads the points of a collection on a Qdrant server that is not ours. */
export async function openPointReader(
  url: string,
  collection: string,
  apiKey?: string,
): Promise<PointReader> {
  const foreign = await import('./qdrant/foreign/point-reader.ts');
  return foreign.openPointReader(url, collection, apiKey);
}
