import {
  AppError,
  VectorStore,
  type Filter,
  type ListedPoint,
  type Neighbor,
  type PointParts,
  type ReadPoint,
  type RecallRequest,
  type VectorPoint,
  type VectorSpaceKey,
  type WordsRequest,
} from '@unseen/domain';
import type { Connection } from './connection/connect.ts';
import type { PartCache } from './read/part-cache.ts';
import { listPoints } from './read/list-points.ts';
import { readPage, type PageEntry } from './read/read-page.ts';
import { readPoints } from './read/read-points.ts';
import { recall } from './search/recall.ts';
import type { QdrantSpaces } from './space/qdrant-spaces.ts';
import { scoped } from './space/scope.ts';
import { waitForIndex } from './space/wait-for-index.ts';
import { SpaceWriters } from './write/space-writers.ts';

/**
 * The vector store on Qdrant: two collections per model pack, shared by all tenants and their collections. Vectors and blocks
 * that {@link read} returns are kept here as well: do not write into one or transfer it.
 */
export class QdrantVectorStore extends VectorStore {
  readonly #connection: Connection;
  readonly #spaces: QdrantSpaces;
  readonly #writers: SpaceWriters;
  readonly #cache: PartCache;
  readonly #searchEf: number;
  #closed = false;

  constructor(connection: Connection, spaces: QdrantSpaces, cache: PartCache, searchEf: number) {
    super();
    this.#connection = connection;
    this.#spaces = spaces;
    this.#cache = cache;
    this.#writers = new SpaceWriters(connection.writes, spaces, cache);
    this.#searchEf = searchEf;
  }

  override get retries(): number {
    return this.#connection.reads.retries + this.#connection.writes.retries;
  }

  override async ensureSpace(space: VectorSpaceKey, dimensions: number): Promise<void> {
    this.#checkOpen();
    await this.#spaces.ensure(space, dimensions);
  }

  override async dropSpace(space: VectorSpaceKey): Promise<void> {
    this.#checkOpen();
    await this.#writers.drop(space);
  }

  override async hasSpace(space: VectorSpaceKey): Promise<boolean> {
    this.#checkOpen();
    return this.#spaces.has(space);
  }

  override async upsert(space: VectorSpaceKey, points: readonly VectorPoint[]): Promise<void> {
    this.#checkOpen();
    await this.#writers.upsert(space, points);
  }

  override async delete(space: VectorSpaceKey, ids: readonly string[]): Promise<void> {
    this.#checkOpen();
    await this.#writers.delete(space, ids);
  }

  override async search(
    space: VectorSpaceKey,
    requests: readonly (RecallRequest | WordsRequest)[],
  ): Promise<Neighbor[][]> {
    this.#checkOpen();
    const address = this.#spaces.address(space);
    const hasWords = requests.some((request) => 'words' in request);
    // Looks once at what the collection has, and adds the vector of words to one from before.
    if (hasWords && (await this.#spaces.dimensions(address)) === undefined) return requests.map(() => []);
    return recall(this.#connection.reads, address, requests, this.#searchEf, this.#cache);
  }

  override async read(
    space: VectorSpaceKey,
    ids: readonly string[],
    parts: PointParts,
  ): Promise<ReadPoint[]> {
    this.#checkOpen();
    return readPoints(this.#connection.reads, this.#spaces.address(space), ids, parts, this.#cache);
  }

  override async list(space: VectorSpaceKey, limit: number, filter?: Filter): Promise<ListedPoint[]> {
    this.#checkOpen();
    return listPoints(this.#connection.reads, this.#spaces.address(space), limit, filter, this.#cache);
  }

  /** The server is shared by processes that write: nothing is kept of it here that could be sorted. */
  override fieldRows(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override async count(space: VectorSpaceKey, filter?: Filter): Promise<number> {
    this.#checkOpen();
    const address = this.#spaces.address(space);
    const within = scoped(address, filter);
    if (!within) return 0;
    const { count } = await this.#connection.reads.runOr('count', { count: 0 }, (client) =>
      client.count(address.points, { filter: within, exact: true }),
    );
    return count;
  }

  override async page(space: VectorSpaceKey, limit: number, after?: string): Promise<PageEntry[]> {
    this.#checkOpen();
    return readPage(this.#connection.reads, this.#spaces.address(space), limit, after);
  }

  /** The server tidies up by itself; this waits until it has. */
  override async optimize(space: VectorSpaceKey): Promise<void> {
    this.#checkOpen();
    await waitForIndex(this.#connection.reads, this.#spaces.address(space));
  }

  /** Vectors and payload as the server asked counts them; it does not tell what indexes and its log take. */
  override async bytes(): Promise<number> {
    this.#checkOpen();
    return this.#spaces.bytes();
  }

  override async ping(): Promise<void> {
    this.#checkOpen();
    await this.#connection.reads.run('answer', (client) => client.getCollections());
  }

  override async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.reads.close();
    this.#connection.writes.close();
    await this.#writers.idle();
  }

  #checkOpen(): void {
    if (this.#closed) throw new AppError('vector_store_unavailable', 'The vector store is closed.');
  }
}
