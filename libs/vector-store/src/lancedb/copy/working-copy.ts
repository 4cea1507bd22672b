import type { Table } from '@lancedb/lancedb';
import {
  MODALITIES,
  type FieldRows,
  type Filter,
  type Modality,
  type Neighbor,
  type PointParts,
  type PointPayload,
  type ReadPoint,
  type RecallRequest,
  type VectorPoint,
} from '@unseen/domain';
import { productsFor, rowBytes } from '@unseen/simd';
import { mkdir, rm } from 'node:fs/promises';
import { cachedParts } from '../../read/cached-point.ts';
import type { CachedPart } from '../../read/record-cache.ts';
import type { KnownMembers } from '../keywords/search-words-within.ts';
import { lastChanges, type Change } from '../../write/last-changes.ts';
import { FieldColumns } from './field-columns.ts';
import { FilterBits } from './filter-bits.ts';
import { ModalityIndex } from './modality-index.ts';
import { IdTable } from './slots/id-table.ts';
import { PointFiles } from './slots/point-files.ts';
import { loadState, saveState, type CopyState } from './snapshot.ts';

/** Where a copy is, and of what. */
export interface CopyPlace {
  readonly dir: string;
  readonly table: Table;
  readonly dimensions: number;
  /** Vectors of a modality from which on it has codes. */
  readonly codesFrom: number;
}

/**
 * What searches read of a space, in the form they read fastest: vectors, blocks and payloads in files of slots of one size, ids and short codes
 * of the vectors in memory. A copy: the table is the record of truth, every write goes there first, and a copy that is not known to agree
 * with it is made anew from it.
 */
export class WorkingCopy {
  readonly #place: CopyPlace;
  readonly #ids = new IdTable();
  readonly #files: PointFiles;
  #closed = false;
  readonly #modalities: Readonly<Record<Modality, ModalityIndex>>;
  readonly #filters: FilterBits;
  readonly #columns: FieldColumns;
  #slots = 0;
  #free: number[] = [];
  /** Ids written since filling began; what the table said of them before is out of date. */
  #written: Set<string> | undefined;

  private constructor(place: CopyPlace, state: CopyState | undefined) {
    this.#place = place;
    const { dir, table, dimensions, codesFrom } = place;
    this.#files = new PointFiles(dir, rowBytes(dimensions), state?.slotBytes);
    const products = productsFor(dimensions);
    this.#filters = new FilterBits(table, this.#ids);
    this.#columns = new FieldColumns(this.#files);
    this.#modalities = Object.fromEntries(
      MODALITIES.map((modality) => [
        modality,
        new ModalityIndex(modality, this.#files, products, dimensions, codesFrom),
      ]),
    ) as Record<Modality, ModalityIndex>;
    if (state) this.#restore(state);
    else this.#written = new Set();
  }

  /** Opens the copy of a table. It is empty unless what is on disk agrees with the table, and then {@link isFilled} says so. */
  static async open(place: CopyPlace): Promise<WorkingCopy> {
    await mkdir(place.dir, { recursive: true });
    const state = await loadState(place.dir, await place.table.version(), place.dimensions);
    return new WorkingCopy(place, state);
  }

  /** Whether it has all that the table has. */
  get isFilled(): boolean {
    return this.#written === undefined;
  }

  /** Makes changes that the table has made. */
  apply(changes: readonly Change[]): void {
    const { removed, points } = lastChanges(changes);
    for (const id of removed) {
      this.#written?.add(id);
      this.#remove(id);
    }
    for (const point of points) {
      this.#written?.add(point.id);
      this.#put(point);
    }
  }

  /** Takes over points as the table has them, while it is filled; those written meanwhile stay as they are. */
  fill(points: readonly VectorPoint[]): void {
    for (const point of points) if (!this.#written?.has(point.id)) this.#put(point);
  }

  /** It has all that the table has. */
  filled(): void {
    this.#written = undefined;
  }

  /** The neighbors of one request, best first; undefined where the copy was closed meanwhile. @throws AppError `invalid_filter` */
  async search({ modality, vector, limit, filter }: RecallRequest): Promise<Neighbor[] | undefined> {
    const index = this.#modalities[modality];
    const within = filter && (await this.#filters.of(filter));
    if (this.#closed) return undefined;
    if (limit < 1 || index.count === 0 || within?.count === 0) return [];
    // From here on nothing waits: what is found is one state of the space.
    return index
      .nearest(vector, limit, within)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ slot, score }) => ({ id: this.#ids.id(slot), score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  /** The points that satisfy a filter; undefined where the copy was closed meanwhile. @throws AppError `invalid_filter` */
  async members(filter: Filter): Promise<KnownMembers | undefined> {
    const within = await this.#filters.of(filter);
    if (this.#closed) return undefined;
    const isOpen = () => !this.#closed;
    return {
      count: within.count,
      among: this.#slots - this.#free.length,
      get isCurrent() {
        return isOpen();
      },
      has: (id) => {
        const slot = this.#ids.find(id);
        return slot !== undefined && within.has(slot);
      },
      ids: () => Array.from(within.list(), (slot) => this.#ids.id(slot)),
    };
  }

  /** Points with what they hold in some fields; undefined where that is not all here. @throws AppError `invalid_filter` */
  async rows(fields: readonly string[], filter: Filter | undefined): Promise<FieldRows | undefined> {
    const slotsNow = () => (this.#closed ? undefined : this.#slots);
    let columns = await this.#columns.of(fields, slotsNow);
    let within = filter && (await this.#filters.of(filter));
    // Others may have asked for so many fields meanwhile that these were given up.
    while (columns && !this.#closed && !this.#columns.keeps(columns)) {
      columns = await this.#columns.of(fields, slotsNow);
      within = filter && (await this.#filters.of(filter));
    }
    if (!columns || this.#closed) return undefined;
    const held = columns;
    // From here on nothing waits: the rows are one state of the space.
    const slots = within ? within.list() : this.#inUse(new Set(this.#free));
    return {
      size: slots.length,
      column: (field) => {
        const column = held.get(field)!;
        return (row) => column.at(slots[row]!);
      },
      point: (row) => ({
        id: this.#ids.id(slots[row]!),
        itemId: this.#files.facts(slots[row]!).itemId,
      }),
    };
  }

  /** A point, if it is there and all parts asked for are; undefined says nothing of whether there is such a point. */
  read(id: string, parts: PointParts): ReadPoint | undefined {
    const slot = this.#ids.find(id);
    if (slot === undefined) return undefined;
    const facts = this.#files.facts(slot);
    const { itemId, sizes } = facts;
    const payload = parts.payload ? facts.payload() : undefined;
    const wanted = cachedParts(parts);
    if (wanted.some((part) => sizes[part] === undefined) || (parts.payload && payload === undefined))
      return undefined;
    const vectors: { [modality in Modality]?: Float32Array } = {};
    for (const modality of MODALITIES) {
      if (!wanted.includes(modality) || sizes[modality] === 0) continue;
      vectors[modality] = new Float32Array(this.#bytes(modality, slot, sizes[modality]!).buffer);
    }
    return {
      id,
      itemId,
      vectors,
      ...(parts.regions && sizes.regions! > 0 && { regions: this.#bytes('regions', slot, sizes.regions!) }),
      ...(parts.tokens && sizes.tokens! > 0 && { tokens: this.#bytes('tokens', slot, sizes.tokens!) }),
      ...(parts.payload && { payload: JSON.parse(payload!) as PointPayload }),
    };
  }

  /** Whether there is a point of this id. */
  has(id: string): boolean {
    return this.#ids.find(id) !== undefined;
  }

  /** Resolves when all codes are made. */
  async settled(): Promise<void> {
    for (const modality of MODALITIES) await this.#modalities[modality].settled();
  }

  /** Keeps on disk what is in memory. Nothing may be written meanwhile. @param version - of the table */
  async save(version: number): Promise<void> {
    await this.#files.sync();
    const { image, caption, joint } = this.#modalities;
    await saveState(this.#place.dir, {
      version,
      dimensions: this.#place.dimensions,
      slots: this.#slots,
      free: this.#free,
      slotBytes: this.#files.slotBytes,
      ids: this.#ids.dump(this.#slots),
      modalities: { image: image.state, caption: caption.state, joint: joint.state },
    });
  }

  /** Lets go of files and memory. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const modality of MODALITIES) await this.#modalities[modality].close();
    this.#files.close();
  }

  /** Closes it and removes what it holds on disk. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.#place.dir, { recursive: true, force: true });
  }

  #inUse(free: ReadonlySet<number>): Int32Array {
    const slots = new Int32Array(this.#slots - free.size);
    let rows = 0;
    for (let slot = 0; slot < this.#slots; slot++) if (!free.has(slot)) slots[rows++] = slot;
    return slots;
  }

  #bytes(part: CachedPart, slot: number, size: number): Uint8Array<ArrayBuffer> {
    // All of it is written: there is no need to clear it before.
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
    this.#files.read(part, slot, bytes);
    return bytes;
  }

  #put(point: VectorPoint): void {
    let slot = this.#ids.find(point.id);
    if (slot === undefined) {
      slot = this.#free.pop() ?? this.#slots++;
      this.#ids.set(point.id, slot);
    }
    this.#files.write(slot, point);
    for (const modality of MODALITIES) this.#modalities[modality].set(slot, point.vectors[modality]);
    this.#filters.wrote(slot, point);
    this.#columns.wrote(slot, point);
  }

  #remove(id: string): void {
    const slot = this.#ids.delete(id);
    if (slot === undefined) return;
    for (const modality of MODALITIES) this.#modalities[modality].set(slot, undefined);
    this.#filters.wrote(slot);
    this.#columns.wrote(slot);
    this.#free.push(slot);
  }

  #restore({ slots, free, ids, modalities }: CopyState): void {
    this.#slots = slots;
    this.#free = [...free];
    const empty = new Set(free);
    this.#ids.restore(
      ids,
      Array.from({ length: slots }, (_, slot) => slot).filter((slot) => !empty.has(slot)),
    );
    for (const modality of MODALITIES) this.#modalities[modality].restore(modalities[modality]);
  }
}
