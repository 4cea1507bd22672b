import type { QdrantClient } from '@qdrant/js-client-rest';
import { failureKind } from '../connection/failure.ts';

/** Name of the sparse vector of a point's words. */
export const KEYWORDS = 'keywords';

/** The server counts how rare each word is. */
export const KEYWORD_VECTOR = { [KEYWORDS]: { modifier: 'idf' } } as const;

/** Adds the vector to a collection from before; its points are found by their words when they are written again. */
export async function ensureKeywords(client: QdrantClient, points: string): Promise<void> {
  const { config } = await client.getCollection(points);
  if (config.params.sparse_vectors?.[KEYWORDS]) return;
  try {
    await client.createVectorName(points, KEYWORDS, { sparse: KEYWORD_VECTOR[KEYWORDS] }, { wait: true });
  } catch (error) {
    // Another process was quicker.
    if (failureKind(error) !== 'exists') throw error;
  }
}
