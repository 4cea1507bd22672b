import { AppError, type VectorPoint, type VectorSpaceKey } from '@unseen/domain';
import { checkPoint } from '../../write/check-point.ts';
import { GroupWriter } from '../../write/group-writer.ts';
import type { Change } from '../../write/last-changes.ts';
import type { Calls } from '../connection/calls.ts';
import type { PartCache } from '../read/part-cache.ts';
import type { QdrantSpaces } from '../space/qdrant-spaces.ts';
import { requireServerId, serverId, type SpaceAddress } from '../space/space-address.ts';
import { commitChanges } from './commit.ts';

/** Changes of one group at most. */
const LARGEST_GROUP = 500;

/** One writer per space: changes of this process take effect in the order they were made, many small ones together. */
export class SpaceWriters {
  readonly #writes: Calls;
  readonly #spaces: QdrantSpaces;
  readonly #cache: PartCache;
  readonly #writers = new Map<string, GroupWriter<Change>>();

  /** @param cache - forgets what is changed */
  constructor(writes: Calls, spaces: QdrantSpaces, cache: PartCache) {
    this.#writes = writes;
    this.#spaces = spaces;
    this.#cache = cache;
  }

  /** @throws AppError `internal` for a bad point or a pack without a collection, before anything of the call is written */
  async upsert(key: VectorSpaceKey, points: readonly VectorPoint[]): Promise<void> {
    const address = this.#spaces.address(key);
    const dimensions = await this.#spaces.dimensions(address);
    if (dimensions === undefined) {
      throw new AppError('internal', 'The space was not created before it was written to.');
    }
    for (const point of points) {
      checkPoint(point, dimensions);
      requireServerId(address, point.id);
    }
    await this.#submit(
      address,
      points.map((point) => ({ op: 'upsert', point })),
    );
  }

  async delete(key: VectorSpaceKey, ids: readonly string[]): Promise<void> {
    const address = this.#spaces.address(key);
    // Waits for the same thing as a write, so that the two keep their order.
    if ((await this.#spaces.dimensions(address)) === undefined) return;
    await this.#submit(
      address,
      ids.map((id) => ({ op: 'delete', id })),
    );
  }

  /** Removes the space when what was submitted before is written. */
  async drop(key: VectorSpaceKey): Promise<void> {
    const address = this.#spaces.address(key);
    if ((await this.#spaces.dimensions(address)) === undefined) return;
    await this.#writer(address).exclusive(() => this.#spaces.drop(key));
  }

  /** Waits for what is under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.#writers.values()].map((writer) => writer.idle()));
  }

  async #submit(address: SpaceAddress, changes: readonly Change[]): Promise<void> {
    const groups: Promise<void>[] = [];
    for (let start = 0; start < changes.length; start += LARGEST_GROUP) {
      groups.push(this.#writer(address).submit(changes.slice(start, start + LARGEST_GROUP)));
    }
    await Promise.all(groups);
  }

  #writer(address: SpaceAddress): GroupWriter<Change> {
    const known = this.#writers.get(address.space);
    if (known) return known;
    const writer = new GroupWriter<Change>(async (changes) => {
      await commitChanges(this.#writes, address, changes);
      for (const change of changes) {
        const key = serverId(address, change.op === 'upsert' ? change.point.id : change.id);
        if (key !== undefined) this.#cache.forget(key);
      }
    }, LARGEST_GROUP);
    this.#writers.set(address.space, writer);
    return writer;
  }
}
