import type {
  FieldRows,
  Filter,
  Neighbor,
  PointParts,
  ReadPoint,
  RecallRequest,
  VectorPoint,
} from '@unseen/domain';
import { isAppError } from '@unseen/domain';
import { setImmediate as turn } from 'node:timers/promises';
import { isMistake } from '../../mistake.ts';
import type { KnownMembers } from '../keywords/search-words-within.ts';
import type { Lane } from '../../write/group-writer.ts';
import type { Change } from '../../write/last-changes.ts';
import { columnsOf, decodePoints } from '../read/decode-point.ts';
import { WorkingCopy, type CopyPlace } from './working-copy.ts';

/** Rows read at once while a copy is filled, and points taken over between two turns of others. */
const BATCH = 256;
const TURN = 32;

const ALL = { vectors: ['image', 'caption', 'joint'], regions: true, tokens: true, payload: true } as const;

/**
 * Keeps a working copy in step with its table: fills it where it does not agree, answers from it once it does, and gives it up when its files
 * fail, so that nothing but speed depends on it.
 */
export class KeptCopy {
  readonly #place: CopyPlace;
  #copy: WorkingCopy | undefined;
  #filling: Promise<void> = Promise.resolve();
  #closing = false;
  /** Whether memory and disk differ. */
  #changed = true;

  private constructor(place: CopyPlace) {
    this.#place = place;
  }

  /** @param isEmpty - of the table: a copy of nothing is filled at once */
  static async over(place: CopyPlace, isEmpty: boolean): Promise<KeptCopy> {
    const kept = new KeptCopy(place);
    await kept.#open(isEmpty);
    return kept;
  }

  /** Makes changes that the table has made. */
  apply(changes: readonly Change[]): void {
    this.#changed = true;
    this.#trying(() => this.#copy?.apply(changes));
  }

  /** It may no longer agree with the table. */
  giveUp(): void {
    const copy = this.#copy;
    this.#copy = undefined;
    this.#changed = true;
    // Whoever reads of it now has done so already: reading never waits.
    this.#filling = Promise.all([this.#filling, copy?.remove()]).then(ignore, ignore);
  }

  /** The neighbors of a request; undefined where the table has to be asked. @throws AppError `invalid_filter` */
  async search(request: RecallRequest): Promise<Neighbor[] | undefined> {
    const copy = this.#filled();
    if (!copy || request.exact) return undefined;
    try {
      return await copy.search(request);
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** The points that satisfy a filter; undefined where the table has to be asked. @throws AppError `invalid_filter` */
  async members(filter: Filter): Promise<KnownMembers | undefined> {
    const copy = this.#filled();
    if (!copy) return undefined;
    try {
      return await copy.members(filter);
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Points with what they hold in some fields; undefined where the table has to be asked. @throws AppError `invalid_filter` */
  async rows(fields: readonly string[], filter: Filter | undefined): Promise<FieldRows | undefined> {
    const copy = this.#filled();
    if (!copy) return undefined;
    try {
      return await copy.rows(fields, filter);
    } catch (error) {
      return this.#failed(error);
    }
  }

  /**
   * Reads what is here.
   * @returns the points by id, and the ids of which the table has to be asked
   */
  read(ids: readonly string[], parts: PointParts): { found: Map<string, ReadPoint>; missing: string[] } {
    const found = new Map<string, ReadPoint>();
    const missing: string[] = [];
    const copy = this.#filled();
    if (!copy) return { found, missing: [...ids] };
    for (const id of ids) {
      const point = this.#trying(() => copy.read(id, parts));
      if (point) found.set(id, point);
      else if (copy.has(id)) missing.push(id);
    }
    return { found, missing };
  }

  /** Brings it in order after maintenance: begun again where it was given up, complete, and kept on disk. */
  async tidy(writer: Lane): Promise<void> {
    await this.#filling;
    if (!this.#copy && !this.#closing) await this.#open(false);
    await this.#filling;
    await this.#copy?.settled();
    await this.save(writer);
  }

  /** Keeps on disk what is in memory, so that the next process need not read the table. */
  async save(writer: Lane): Promise<void> {
    if (!this.#changed || !this.#filled()) return;
    await writer.exclusive(async () => {
      const copy = this.#filled();
      if (!copy) return;
      this.#changed = false;
      try {
        await copy.save(await this.#place.table.version());
      } catch (error) {
        this.#failed(error);
      }
    });
  }

  /** Stops what is under way; nothing may be asked after. @param keep - whether what is on disk stays */
  async close(keep: boolean): Promise<void> {
    this.#closing = true;
    await this.#filling;
    await (keep ? this.#copy?.close() : this.#copy?.remove());
    this.#copy = undefined;
  }

  async #open(isEmpty: boolean): Promise<void> {
    try {
      const copy = await WorkingCopy.open(this.#place);
      this.#copy = copy;
      this.#changed = !copy.isFilled;
      if (isEmpty && !copy.isFilled) copy.filled();
      if (!copy.isFilled)
        this.#filling = this.#fill(copy).catch((error: unknown) => void this.#failed(error));
    } catch (error) {
      this.#failed(error);
    }
  }

  async #fill(copy: WorkingCopy): Promise<void> {
    const { table, dimensions } = this.#place;
    const query = table.query().select(columnsOf(ALL));
    for await (const batch of query['execute']({ maxBatchLength: BATCH })) {
      const points = decodePoints(batch, ALL, dimensions) as VectorPoint[];
      for (let start = 0; start < points.length; start += TURN) {
        if (this.#closing || this.#copy !== copy) return;
        copy.fill(points.slice(start, start + TURN));
        await turn();
      }
    }
    copy.filled();
  }

  #filled(): WorkingCopy | undefined {
    return this.#copy?.isFilled ? this.#copy : undefined;
  }

  #trying<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Gives the copy up for what its files threw; anything else is thrown on. */
  #failed(error: unknown): undefined {
    if (isAppError(error) || isMistake(error)) throw error;
    process.emitWarning('The working copy of a vector space failed and is made anew.', {
      code: 'vector_copy_failed',
      detail: String(error),
    });
    this.giveUp();
    return undefined;
  }
}

function ignore(): void {
  return undefined;
}
