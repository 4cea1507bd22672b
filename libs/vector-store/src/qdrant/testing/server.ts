import { QdrantClient } from '@qdrant/js-client-rest';
import { randomBytes } from 'node:crypto';
import { qdrantForTests, type VectorStoreHarness } from '@unseen/testing';
import { openQdrant, type QdrantLayout } from '../../index.ts';

/** The server the tests may use; they touch only collections they create. */
export const { url: QDRANT_URL, apiKey: QDRANT_API_KEY, notRun: NOT_RUN } = qdrantForTests();

/** A fresh set of collections on the server. */
export function qdrantHarness(
  layout: Partial<QdrantLayout>,
): VectorStoreHarness & { readonly prefix: string } {
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  return {
    prefix,
    open: () =>
      openQdrant({ urls: [QDRANT_URL!], apiKey: QDRANT_API_KEY, prefix, layout, timeoutMs: 30_000 }),
    remove: () => removeCollections(prefix),
  };
}

/** Removes what a test created. */
export async function removeCollections(prefix: string): Promise<void> {
  const client = directClient();
  const { collections } = await client.getCollections();
  for (const { name } of collections) {
    if (name.startsWith(`${prefix}.`)) await client.deleteCollection(name);
  }
}

/** The client by itself, to look at what the adapter made. */
export function directClient(): QdrantClient {
  return new QdrantClient({
    url: QDRANT_URL,
    ...(QDRANT_API_KEY !== undefined && { headers: { 'api-key': QDRANT_API_KEY } }),
    checkCompatibility: false,
  });
}
