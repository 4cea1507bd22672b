import type { QdrantClient } from '@qdrant/js-client-rest';
import { MODALITIES, type Modality } from '@unseen/domain';

/** What is searched. */
export interface RawSearchOptions {
  readonly target: 'image' | 'any';
  readonly vectors: readonly Float32Array[];
  readonly candidates: number;
  /** Hits of a page. */
  readonly limit: number;
  /** Name of the plain collection. */
  readonly plain: string;
  /** First part of the names of the platform's own collections. */
  readonly prefix: string;
}

/** One request to Qdrant through its client, by number. */
export type RawSearch = (n: number) => Promise<unknown>;

/** What the platform is measured against. */
export interface RawSearches {
  /** What the platform asks: in its collection, within the tenant's space, as exact, with the same payload. */
  readonly same: RawSearch;
  /** The same vectors in a plain collection of their own, with the server's settings. */
  readonly plain: RawSearch;
  /** The latter, and what a page of hits shows as well, as a client without the platform would have to ask for it. */
  readonly page: RawSearch;
}

/** The candidates the platform keeps in view and compares exactly. */
const EF = 128;

/** The searches for one target, as they are sent when there is no platform. */
export async function rawSearches(client: QdrantClient, options: RawSearchOptions): Promise<RawSearches> {
  const { target, vectors, candidates, limit } = options;
  const modalities: readonly Modality[] = target === 'image' ? ['image'] : MODALITIES;
  const shared = await sharedCollection(client, options.prefix);
  const queries = (n: number) =>
    modalities.map((using) => ({ query: [...vectors[n % vectors.length]!], using, limit: candidates }));
  const plain = (n: number) =>
    client.queryBatch(options.plain, {
      searches: queries(n).map((query) => ({ ...query, with_payload: ['id', 'item'] })),
    });
  return {
    plain,
    same: (n) =>
      client.queryBatch(shared.name, {
        searches: queries(n).map((query) => ({
          ...query,
          filter: { must: [{ key: 'space', match: { value: shared.space } }] },
          with_payload: ['id', 'rev'],
          params: { hnsw_ef: EF, quantization: { rescore: true, oversampling: EF / candidates } },
        })),
      }),
    page: async (n) => {
      const [first] = await plain(n);
      const ids = first!.points.slice(0, limit).map(({ id }) => id);
      await client.retrieve(options.plain, { ids, with_payload: ['id', 'item', 'payload'] });
    },
  };
}

/** Where the platform searches. */
interface SharedCollection {
  readonly name: string;
  /** Value of the payload key `space` of its points. */
  readonly space: unknown;
}

async function sharedCollection(client: QdrantClient, prefix: string): Promise<SharedCollection> {
  const { collections } = await client.getCollections();
  const { name } = collections.find(
    (each) => each.name.startsWith(prefix) && each.name.includes('.points.'),
  )!;
  const filter = { must_not: [{ is_empty: { key: 'space' } }] };
  const { points } = await client.scroll(name, { limit: 1, with_payload: ['space'], filter });
  return { name, space: points[0]!.payload!['space'] };
}
