import { setImmediate as turn } from 'node:timers/promises';
import type { Table } from '@lancedb/lancedb';
import type {
  FieldRows,
  Filter,
  ListedPoint,
  Neighbor,
  PointParts,
  ReadPoint,
  RecallRequest,
  VectorPoint,
  WordsRequest,
} from '@unseen/domain';
import { compileFilter } from '../filter/compile-filter.ts';
import { Maintenance, type MaintenanceOptions } from '../maintain/maintenance.ts';
import { listPoints } from '../read/list-points.ts';
import { readPage, type PageEntry } from '../read/read-page.ts';
import { readPoints } from '../read/read-points.ts';
import { ensureKeywords } from '../keywords/keyword-index.ts';
import { searchWordsWithin } from '../keywords/search-words-within.ts';
import { searchWords } from '../keywords/search-words.ts';
import { checkQuery, recall } from '../search/recall.ts';
import { KeptCopy } from '../copy/kept-copy.ts';
import { checkPoint } from '../../write/check-point.ts';
import { commitChanges } from '../write/commit.ts';
import { GroupWriter } from '../../write/group-writer.ts';
import type { Change } from '../../write/last-changes.ts';
import type { SpaceFacts } from './space-schema.ts';

/** Changes of one commit at most: about 20 MB of points. */
const LARGEST_GROUP = 1_000;

/** How a space is kept in order, and searched. */
export interface SpaceOptions extends MaintenanceOptions {
  /** Vectors of a modality from which on it has codes. */
  readonly codesFrom: number;
}

/** One open space: its table, its writer, its maintenance. */
export class Space {
  readonly facts: SpaceFacts;
  readonly #table: Table;
  readonly #writer: GroupWriter<Change>;
  readonly #maintenance: Maintenance;
  readonly #copy: KeptCopy;

  private constructor(table: Table, facts: SpaceFacts, copy: KeptCopy, options: MaintenanceOptions) {
    this.#table = table;
    this.facts = facts;
    this.#copy = copy;
    this.#writer = new GroupWriter<Change>(async (changes) => {
      try {
        await commitChanges(table, facts, changes);
        copy.apply(changes);
      } catch (error) {
        // Some of them may have been made.
        copy.giveUp();
        throw error;
      }
      this.#maintenance.wrote(changes.length);
    }, LARGEST_GROUP);
    this.#maintenance = new Maintenance(table, this.#writer, options);
  }

  /**
   * Takes over an open table.
   * @param dir - of its working copy
   */
  static async over(table: Table, facts: SpaceFacts, dir: string, options: SpaceOptions): Promise<Space> {
    // Before anything is read of the table: it changes its version.
    await ensureKeywords(table);
    const { dimensions } = facts;
    const { codesFrom } = options;
    const copy = await KeptCopy.over({ dir, table, dimensions, codesFrom }, (await table.countRows()) === 0);
    const space = new Space(table, facts, copy, options);
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

  async search(requests: readonly (RecallRequest | WordsRequest)[]): Promise<Neighbor[][]> {
    for (const request of requests)
      if (!('words' in request)) checkQuery(request.vector, this.facts.dimensions);
    // The copy answers without waiting for anything: whoever searches in a loop would never let anyone else have a turn.
    await turn();
    return Promise.all(
      requests.map(async (request) => {
        if ('words' in request) return this.#searchWords(request);
        return (await this.#copy.search(request)) ?? recall(this.#table, request);
      }),
    );
  }

  async read(ids: readonly string[], parts: PointParts): Promise<ReadPoint[]> {
    await turn();
    const { found, missing } = this.#copy.read(ids, parts);
    for (const point of missing.length > 0 ? await readPoints(this.#table, this.facts, missing, parts) : []) {
      found.set(point.id, point);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async list(limit: number, filter?: Filter): Promise<ListedPoint[]> {
    return listPoints(this.#table, limit, filter);
  }

  async fieldRows(fields: readonly string[], filter?: Filter): Promise<FieldRows | undefined> {
    await turn();
    return this.#copy.rows(fields, filter);
  }

  async count(filter?: Filter): Promise<number> {
    return this.#table.countRows(filter && compileFilter(filter));
  }

  async page(limit: number, after?: string): Promise<PageEntry[]> {
    return readPage(this.#table, limit, after);
  }

  async optimize(): Promise<void> {
    await this.#maintenance.run();
    await this.#copy.tidy(this.#writer);
  }

  /** Maintenance by the clock: only when enough has been written. */
  async optimizeIfDue(): Promise<void> {
    if (await this.#maintenance.runIfDue()) await this.#copy.tidy(this.#writer);
  }

  /** Waits for what is under way and lets the table go. @param keep - false: the table is about to be removed */
  async close(keep = true): Promise<void> {
    await this.#writer.idle();
    await this.#maintenance.idle();
    if (keep) await this.#copy.save(this.#writer);
    await this.#copy.close(keep);
    this.#table.close();
  }

  async #searchWords(request: WordsRequest): Promise<Neighbor[]> {
    const { filter } = request;
    if (!filter) return searchWords(this.#table, request);
    const members = await this.#copy.members(filter);
    return members
      ? searchWordsWithin(this.#table, request, members)
      : searchWords(this.#table, request, compileFilter(filter));
  }

  async #submit(changes: readonly Change[]): Promise<void> {
    const groups: Promise<void>[] = [];
    for (let start = 0; start < changes.length; start += LARGEST_GROUP) {
      groups.push(this.#writer.submit(changes.slice(start, start + LARGEST_GROUP)));
    }
    await Promise.all(groups);
  }
}
