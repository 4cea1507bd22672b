import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Session, connect, type Connection, type Table } from '@lancedb/lancedb';
import { AppError, type VectorSpaceKey } from '@unseen/domain';
import { spaceName } from './space-name.ts';
import { readFacts, spaceSchema, type SpaceFacts } from './space-schema.ts';
import { Space, type SpaceOptions } from './space.ts';

/** Bytes the library may keep of file metadata; by itself it keeps 1 GB. */
const METADATA_CACHE = 12n * 1024n * 1024n;

/** The spaces below a directory; each is opened once and kept open. */
export class Spaces {
  readonly #dir: string;
  readonly #connection: Connection;
  readonly #options: SpaceOptions;
  readonly #open = new Map<string, Promise<Space | undefined>>();

  private constructor(dir: string, connection: Connection, options: SpaceOptions) {
    this.#dir = dir;
    this.#connection = connection;
    this.#options = options;
  }

  /** Creates the directory when it is not there. @param cacheBytes - of indexes kept in memory */
  static async below(dir: string, options: SpaceOptions, cacheBytes: number): Promise<Spaces> {
    await mkdir(dir, { recursive: true });
    const connection = await connect(dir, { session: new Session(BigInt(cacheBytes), METADATA_CACHE) });
    return new Spaces(dir, connection, options);
  }

  /** The space, or nothing when it is not there. */
  async find(key: VectorSpaceKey): Promise<Space | undefined> {
    const name = spaceName(key);
    const known = this.#open.get(name);
    return known ?? this.#remember(name, this.#openTable(name));
  }

  /** The space, created when it is not there. @throws AppError `pack_invalid` when it has other dimensions */
  async ensure(key: VectorSpaceKey, dimensions: number): Promise<Space> {
    const name = spaceName(key);
    // Waiting for a look-up that is under way keeps two callers from creating the table at once.
    const known = await this.find(key);
    const space =
      known ?? (await this.#remember(name, this.#open.get(name) ?? this.#create(name, key, dimensions)));
    if (!space) return this.ensure(key, dimensions);
    if (space.facts.dimensions !== dimensions) {
      throw new AppError(
        'pack_invalid',
        `${key.pack} has vectors of ${dimensions} dimensions, but stored ones have ${space.facts.dimensions}.`,
      );
    }
    return space;
  }

  /** Removes the space and all in it; whoever asks for it meanwhile waits and finds it gone. */
  async drop(key: VectorSpaceKey): Promise<void> {
    const name = spaceName(key);
    const space = await this.find(key);
    if (!space) return;
    const dropping = space.close(false).then(async () => {
      await this.#connection.dropTable(name);
      return undefined;
    });
    await this.#remember(name, dropping);
  }

  /** The spaces open now. */
  async opened(): Promise<Space[]> {
    const spaces = await Promise.all(this.#open.values());
    return spaces.filter((space) => space !== undefined);
  }

  /** Resolves when the store answers. */
  async ping(): Promise<void> {
    await this.#connection.tableNames({ limit: 1 });
  }

  /** Closes every space. */
  async close(): Promise<void> {
    for (const space of await this.opened()) await space.close();
    this.#open.clear();
    this.#connection.close();
  }

  /** Keeps a space that is there; one that is not, or failed to open, is looked for again next time. */
  #remember(name: string, opening: Promise<Space | undefined>): Promise<Space | undefined> {
    this.#open.set(name, opening);
    const forget = () => {
      if (this.#open.get(name) === opening) this.#open.delete(name);
    };
    opening.then((space) => space ?? forget(), forget);
    return opening;
  }

  async #openTable(name: string): Promise<Space | undefined> {
    const table = await this.#connection.openTable(name).catch((error: unknown) => {
      // Also the answer for a table whose creation was cut short; creating it again completes it.
      if (error instanceof Error && error.message.startsWith(`Table '${name}' was not found`))
        return undefined;
      throw error;
    });
    return table && this.#over(name, table, readFacts(await table.schema()));
  }

  async #create(name: string, key: VectorSpaceKey, dimensions: number): Promise<Space> {
    const { tenant, collection, pack } = key;
    const facts = { format: 1, tenant, collection, pack, dimensions } as const;
    const table = await this.#connection.createEmptyTable(name, spaceSchema(facts), { existOk: true });
    return this.#over(name, table, facts);
  }

  #over(name: string, table: Table, facts: SpaceFacts): Promise<Space> {
    return Space.over(table, facts, join(this.#dir, `${name}.copy`), this.#options);
  }
}
