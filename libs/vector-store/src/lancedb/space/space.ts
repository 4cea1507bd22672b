import type { Table } from '@lancedb/lancedb';
import type {
  Filter,
  ListedPoint,
  Modality,
  Neighbor,
  PointParts,
  ReadPoint,
  RecallRequest,
  VectorPoint,
} from '@unseen/domain';
import { compileFilter } from '../filter/compile-filter.ts';
import { Maintenance, type MaintenanceOptions } from '../maintain/maintenance.ts';
import { listPoints } from '../read/list-points.ts';
import { readPage, type PageEntry } from '../read/read-page.ts';
import { PointCache } from '../read/point-cache.ts';
import { readPoints, type Readable } from '../read/read-points.ts';
import { RowIds } from '../read/row-ids.ts';
import type { RecordCache } from '../../read/record-cache.ts';
import { recall } from '../search/recall.ts';
import { readVectorIndexes, type VectorIndex } from '../search/vector-indexes.ts';
import { checkPoint } from '../../write/check-point.ts';
import { commitChanges } from '../write/commit.ts';
import { GroupWriter } from '../../write/group-writer.ts';
import type { Change } from '../../write/last-changes.ts';
import type { SpaceFacts } from './space-schema.ts';

/** Changes of one commit at most: about 20 MB of points. */
const LARGEST_GROUP = 1_000;

/** One open space: its table, its writer, its maintenance. */
export class Space {
  readonly facts: SpaceFacts;
  readonly #table: Table;
  readonly #readable: Readable;
  readonly #writer: GroupWriter<Change>;
  readonly #maintenance: Maintenance;
  #indexes: ReadonlyMap<Modality, VectorIndex> = new Map();

  private constructor(table: Table, facts: SpaceFacts, records: RecordCache, options: MaintenanceOptions) {
    this.#table = table;
    this.facts = facts;
    const cache = new PointCache(records);
    this.#readable = { table, facts, rowIds: new RowIds(), cache };
    this.#writer = new GroupWriter<Change>(async (changes) => {
      try {
        await commitChanges(table, facts, changes);
      } finally {
        cache.wrote(changes.map((change) => (change.op === 'upsert' ? change.point.id : change.id)));
      }
      this.#maintenance.wrote(changes.length);
    }, LARGEST_GROUP);
    this.#maintenance = new Maintenance(table, this.#writer, options);
  }

  /** Takes over an open table. @param records - keeps what is read of it */
  static async over(
    table: Table,
    facts: SpaceFacts,
    records: RecordCache,
    options: MaintenanceOptions,
  ): Promise<Space> {
    const space = new Space(table, facts, records, options);
    space.#indexes = await readVectorIndexes(table);
    await space.#maintenance.takeStock();
    return space;
  }

  async upsert(points: readonly VectorPoint[]): Promise<void> {
    for (const point of points) checkPoint(point, this.facts.dimensions);
    await this.#submit(points.map((point) => ({ op: 'upsert', point })));
  }

  async delete(ids: readonly string[]): Promise<void> {
    await this.#submit(ids.map((id) => ({ op: 'delete', id })));
  }

  async search(requests: readonly RecallRequest[]): Promise<Neighbor[][]> {
    return Promise.all(
      requests.map((request) =>
        recall({ ...this.#readable, index: this.#indexes.get(request.modality) }, request),
      ),
    );
  }

  async read(ids: readonly string[], parts: PointParts): Promise<ReadPoint[]> {
    return readPoints(this.#readable, ids, parts);
  }

  async list(limit: number, filter?: Filter): Promise<ListedPoint[]> {
    return listPoints(this.#table, limit, filter);
  }

  async count(filter?: Filter): Promise<number> {
    return this.#table.countRows(filter && compileFilter(filter));
  }

  async page(limit: number, after?: string): Promise<PageEntry[]> {
    return readPage(this.#table, limit, after);
  }

  async optimize(): Promise<void> {
    await this.#maintenance.run();
    this.#indexes = await readVectorIndexes(this.#table);
  }

  /** Maintenance by the clock: only when enough has been written. */
  async optimizeIfDue(): Promise<void> {
    if (await this.#maintenance.runIfDue()) this.#indexes = await readVectorIndexes(this.#table);
  }

  /** Waits for what is under way and lets the table go. */
  async close(): Promise<void> {
    await this.#writer.idle();
    await this.#maintenance.idle();
    this.#table.close();
  }

  async #submit(changes: readonly Change[]): Promise<void> {
    const groups: Promise<void>[] = [];
    for (let start = 0; start < changes.length; start += LARGEST_GROUP) {
      groups.push(this.#writer.submit(changes.slice(start, start + LARGEST_GROUP)));
    }
    await Promise.all(groups);
  }
}
