import { QdrantClient } from '@qdrant/js-client-rest';
import { qdrantForTests } from '@unseen/testing';

/** Options of the benchmarks that search pictures on Qdrant. */
export const SEARCH_OPTIONS = {
  pictures: { type: 'string' },
  captions: { type: 'string' },
  keep: { type: 'string' },
  'at-once': { type: 'string', default: '4' },
} as const;

/** Address of the Qdrant server a benchmark needs; without one it says that it did not run. */
export function needsQdrant(benchmark: string): string | undefined {
  const { url, notRun } = qdrantForTests();
  if (notRun !== undefined) console.log(`\n${benchmark}: NOT RUN: ${notRun}.`);
  return url;
}

/** The client that searches are measured against. @param timeout - milliseconds; absent: the client's own */
export function rawClient(url: string, timeout?: number): QdrantClient {
  const headers = { 'accept-encoding': 'identity' };
  return new QdrantClient({
    url,
    checkCompatibility: false,
    headers,
    ...(timeout !== undefined && { timeout }),
  });
}

/** Removes what a benchmark made. @param prefix - first part of the names of its collections */
export async function dropCollections(client: QdrantClient, prefix: string): Promise<void> {
  for (const { name } of (await client.getCollections()).collections) {
    if (name.startsWith(`${prefix}.`)) await client.deleteCollection(name);
  }
}
