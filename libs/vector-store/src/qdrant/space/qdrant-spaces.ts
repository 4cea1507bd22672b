import type { QdrantClient } from '@qdrant/js-client-rest';
import { AppError, type VectorSpaceKey } from '@unseen/domain';
import { LRUCache } from 'lru-cache';
import type { Connection } from '../connection/connect.ts';
import { ensureKeywords } from '../keywords/keyword-vector.ts';
import type { QdrantLayout } from '../options.ts';
import { createCollections } from './create-collections.ts';
import { shardBytes } from './shard-bytes.ts';
import { spaceAddress, type SpaceAddress } from './space-address.ts';

/** Which spaces there are. A space exists when its marker does, a point that no search can find. */
export class QdrantSpaces {
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #layout: QdrantLayout;
  readonly #addresses = new LRUCache<string, SpaceAddress>({ max: 1_000 });
  /** D of the packs' collections, read or being read. */
  readonly #dimensions = new Map<string, Promise<number | undefined>>();

  constructor(connection: Connection, prefix: string, layout: QdrantLayout) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#layout = layout;
  }

  /** Where a space is, or would be. */
  address(key: VectorSpaceKey): SpaceAddress {
    const name = JSON.stringify([key.tenant, key.collection, key.pack]);
    const known = this.#addresses.get(name);
    if (known) return known;
    const address = spaceAddress(this.#prefix, key);
    this.#addresses.set(name, address);
    return address;
  }

  /** @throws AppError `pack_invalid` when the pack's vectors have other dimensions */
  async ensure(key: VectorSpaceKey, dimensions: number): Promise<void> {
    const address = this.address(key);
    const there = await this.has(key);
    // Where the marker is gone the collection may be gone as well, whatever is remembered.
    if (!there) this.#dimensions.delete(address.points);
    let found = await this.dimensions(address);
    if (found === undefined) {
      await this.#connection.writes.run('create a collection', (client) =>
        createCollections(client, address, dimensions, this.#layout),
      );
      found = await this.dimensions(address);
    }
    if (found !== dimensions) {
      throw new AppError(
        'pack_invalid',
        `${key.pack} has vectors of ${dimensions} dimensions, but stored ones have ${found ?? 'none'}.`,
      );
    }
    if (!there) await this.#mark(address);
  }

  /** Whether the space is there. */
  async has(key: VectorSpaceKey): Promise<boolean> {
    const { points, marker } = this.address(key);
    const found = await this.#connection.reads.runOr('look for a space', [], (client) =>
      client.retrieve(points, { ids: [marker], with_payload: false, with_vector: false }),
    );
    return found.length > 0;
  }

  /** D of the vectors of the space's pack; nothing when there are none yet. Callers are answered in the order they asked. */
  dimensions({ points }: SpaceAddress): Promise<number | undefined> {
    const known = this.#dimensions.get(points);
    if (known) return known;
    const reading = this.#connection.reads.runOr('look for a collection', undefined, (client) =>
      readDimensions(client, points),
    );
    this.#dimensions.set(points, reading);
    const forget = () => {
      if (this.#dimensions.get(points) === reading) this.#dimensions.delete(points);
    };
    reading.then((found) => found ?? forget(), forget);
    return reading;
  }

  /** Bytes of the vectors and payload of all spaces on the server asked. */
  bytes(): Promise<number> {
    return this.#connection.reads.run('say what it holds', (client) =>
      shardBytes(client, `${this.#prefix}.`),
    );
  }

  /** Removes the marker and all points; first from what is searched. */
  async drop(key: VectorSpaceKey): Promise<void> {
    const { points, records, space, marker } = this.address(key);
    const { writes } = this.#connection;
    const filter = { must: [{ key: 'space', match: { value: space } }] };
    const options = { wait: true } as const;
    await writes.runOr('remove a space', undefined, async (client) => {
      await client.delete(points, { ...options, points: [marker] });
      await client.delete(points, { ...options, filter });
      await client.delete(records, { ...options, filter });
    });
  }

  async #mark({ key, points, marker }: SpaceAddress): Promise<void> {
    await this.#connection.writes.run('create a space', (client) =>
      client.upsert(points, {
        wait: true,
        points: [{ id: marker, vector: {}, payload: { marker: { ...key } } }],
      }),
    );
  }
}

async function readDimensions(client: QdrantClient, alias: string): Promise<number> {
  await ensureKeywords(client, alias);
  const { config } = await client.getCollection(alias);
  const vectors = config.params.vectors as
    Readonly<Record<string, { size?: number } | undefined>> | undefined;
  const size = vectors?.['image']?.size;
  if (typeof size === 'number') return size;
  throw new AppError(
    'vector_store_unavailable',
    'A collection of the vector store has a layout this version does not know.',
  );
}
