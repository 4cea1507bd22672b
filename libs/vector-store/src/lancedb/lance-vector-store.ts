import { access } from 'node:fs/promises';
import {
  AppError,
  VectorStore,
  type FieldRows,
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
import { folderBytes } from '@unseen/blobs/folder-bytes';
import { asAppError, guarded } from './errors.ts';
import { every, type Schedule } from './maintain/schedule.ts';
import type { PageEntry } from './read/read-page.ts';
import { Spaces } from './space/spaces.ts';

const MIB = 1024 * 1024;

/** How {@link openLanceDb} opens. */
export interface LanceDbOptions {
  /** Directory of the store; created when it is not there. One process at a time. */
  readonly dir: string;
  /** Seconds between looks for spaces that need maintenance; 0: only when asked. Default 15. */
  readonly optimizeEverySeconds?: number;
  /** Rows from which ids and filters are looked up in an index. Default 10,000. */
  readonly indexFrom?: number;
  /** Vectors from which searches go by codes of them in memory; below, every vector is compared. Default 2,000. */
  readonly codesFrom?: number;
  /** Seconds old versions are kept for the searches that still read them. Default 30. */
  readonly keepSeconds?: number;
  /**
   * Bytes of indexes of ids and filters kept in memory. The library's own bound is 6 GB, filled little by little, which looks like a
   * leak for hours. Default 64 MiB.
   */
  readonly cacheBytes?: number;
  /** Gets the errors of scheduled maintenance. Default: a process warning. */
  readonly onMaintenanceError?: (error: AppError) => void;
}

/**
 * Opens the embedded vector store.
 * @throws AppError `vector_store_unavailable` when the directory cannot be used
 */
export async function openLanceDb(options: LanceDbOptions): Promise<VectorStore> {
  const { dir, optimizeEverySeconds = 15, indexFrom = 10_000, codesFrom = 2_000 } = options;
  const { keepSeconds = 30, cacheBytes = 64 * MIB } = options;
  const { onMaintenanceError = warn } = options;
  const spaces = await guarded('open its directory', () =>
    Spaces.below(dir, { indexFrom, codesFrom, keepSeconds }, cacheBytes),
  );
  const maintain = async () => {
    for (const space of await spaces.opened()) await space.optimizeIfDue();
  };
  const schedule =
    optimizeEverySeconds > 0
      ? every(optimizeEverySeconds, maintain, (error) => onMaintenanceError(asAppError('tidy up', error)))
      : undefined;
  return new LanceVectorStore(dir, spaces, schedule);
}

/** The vector store on LanceDB: a table per space, one writer per table, maintenance by the clock. */
class LanceVectorStore extends VectorStore {
  readonly #dir: string;
  readonly #spaces: Spaces;
  readonly #schedule: Schedule | undefined;
  #closed = false;

  constructor(dir: string, spaces: Spaces, schedule: Schedule | undefined) {
    super();
    this.#dir = dir;
    this.#spaces = spaces;
    this.#schedule = schedule;
  }

  override ensureSpace(space: VectorSpaceKey, dimensions: number): Promise<void> {
    return this.#run('create a space', async () => void (await this.#spaces.ensure(space, dimensions)));
  }

  override dropSpace(space: VectorSpaceKey): Promise<void> {
    return this.#run('remove a space', () => this.#spaces.drop(space));
  }

  override hasSpace(space: VectorSpaceKey): Promise<boolean> {
    return this.#run('look for a space', async () => (await this.#spaces.find(space)) !== undefined);
  }

  override upsert(space: VectorSpaceKey, points: readonly VectorPoint[]): Promise<void> {
    return this.#run('write', async () => {
      const found = await this.#spaces.find(space);
      if (!found) throw new AppError('internal', 'The space was not created before it was written to.');
      await found.upsert(points);
    });
  }

  override delete(space: VectorSpaceKey, ids: readonly string[]): Promise<void> {
    return this.#run('remove points', async () => (await this.#spaces.find(space))?.delete(ids));
  }

  override search(
    space: VectorSpaceKey,
    requests: readonly (RecallRequest | WordsRequest)[],
  ): Promise<Neighbor[][]> {
    return this.#run('search', async () => {
      const found = await this.#spaces.find(space);
      return found ? found.search(requests) : requests.map(() => []);
    });
  }

  override read(space: VectorSpaceKey, ids: readonly string[], parts: PointParts): Promise<ReadPoint[]> {
    return this.#run('read', async () => (await this.#spaces.find(space))?.read(ids, parts) ?? []);
  }

  override list(space: VectorSpaceKey, limit: number, filter?: Filter): Promise<ListedPoint[]> {
    return this.#run('list', async () => (await this.#spaces.find(space))?.list(limit, filter) ?? []);
  }

  override fieldRows(
    space: VectorSpaceKey,
    fields: readonly string[],
    filter?: Filter,
  ): Promise<FieldRows | undefined> {
    return this.#run('list', async () => (await this.#spaces.find(space))?.fieldRows(fields, filter));
  }

  override count(space: VectorSpaceKey, filter?: Filter): Promise<number> {
    return this.#run('count', async () => (await this.#spaces.find(space))?.count(filter) ?? 0);
  }

  override page(space: VectorSpaceKey, limit: number, after?: string): Promise<PageEntry[]> {
    return this.#run('list', async () => (await this.#spaces.find(space))?.page(limit, after) ?? []);
  }

  override optimize(space: VectorSpaceKey): Promise<void> {
    return this.#run('tidy up', async () => (await this.#spaces.find(space))?.optimize());
  }

  override bytes(): Promise<number> {
    return this.#run('count its files', () => folderBytes(this.#dir));
  }

  override ping(): Promise<void> {
    return this.#run('answer', async () => {
      await access(this.#dir);
      await this.#spaces.ping();
    });
  }

  override async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#schedule?.stop();
    await guarded('close', () => this.#spaces.close());
  }

  #run<T>(what: string, run: () => Promise<T>): Promise<T> {
    return guarded(what, async () => {
      if (this.#closed) throw new AppError('vector_store_unavailable', 'The vector store is closed.');
      return run();
    });
  }
}

function warn(error: AppError): void {
  process.emitWarning(error.message, { code: error.code, detail: String(error.cause) });
}
