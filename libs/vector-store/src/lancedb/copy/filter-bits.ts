import type { Table } from '@lancedb/lancedb';
import { filterTest, type Filter, type VectorPoint } from '@unseen/domain';
import type { Data, Utf8 } from 'apache-arrow';
import { LRUCache } from 'lru-cache';
import { compileFilter } from '../filter/compile-filter.ts';
import { Bits } from './slots/bits.ts';
import type { IdTable } from './slots/id-table.ts';

/** Filters kept at most. */
const MOST = 64;
/** Writes after which a filter that nobody asks for is given up: each write is held against every filter kept. */
const MOST_WRITES = 1_000;
/** Characters of an id. */
const ID_LENGTH = 36;

/** The slots that satisfy a filter. */
interface Kept {
  readonly bits: Bits;
  readonly test: (point: VectorPoint) => boolean;
  /** What was written while the store was asked: it counts over what the store says. */
  changed: Map<number, boolean> | undefined;
  writes: number;
}

/**
 * Which slots satisfy a filter: the store is asked once, and what is written from then on is held against the filter here. So a filter that comes
 * again, as that of a tenant's shop or of a rights rule does, costs nothing.
 */
export class FilterBits {
  readonly #table: Table;
  readonly #ids: IdTable;
  readonly #kept = new LRUCache<string, { kept: Kept; ready: Promise<Kept> }>({ max: MOST });

  constructor(table: Table, ids: IdTable) {
    this.#table = table;
    this.#ids = ids;
  }

  /** The slots that satisfy a filter, as of now. @throws AppError `invalid_filter` when it is larger than the limits of the contract */
  async of(filter: Filter): Promise<Bits> {
    const predicate = compileFilter(filter);
    const known = this.#kept.get(predicate);
    if (known) {
      known.kept.writes = 0;
      return (await known.ready).bits;
    }
    const kept: Kept = { bits: new Bits(), test: filterTest(filter), changed: new Map(), writes: 0 };
    const ready = this.#load(predicate, kept);
    this.#kept.set(predicate, { kept, ready });
    ready.catch(() => this.#kept.delete(predicate));
    return (await ready).bits;
  }

  /** Holds what was written against every filter kept. @param point - absent where the slot is empty now */
  wrote(slot: number, point?: VectorPoint): void {
    for (const [predicate, { kept }] of this.#kept.entries()) {
      if (++kept.writes > MOST_WRITES && !kept.changed) {
        this.#kept.delete(predicate);
        continue;
      }
      const holds = point !== undefined && kept.test(point);
      if (kept.changed) kept.changed.set(slot, holds);
      else put(kept.bits, slot, holds);
    }
  }

  async #load(predicate: string, kept: Kept): Promise<Kept> {
    for await (const batch of this.#table.query().where(predicate).select(['id'])) {
      const column = batch.getChild('id');
      for (const { values, valueOffsets, length } of (column?.data ?? []) as Data<Utf8>[]) {
        for (let row = 0; row < length; row++) {
          const [from, to] = [valueOffsets[row]!, valueOffsets[row + 1]!];
          const slot = to - from === ID_LENGTH ? this.#ids.findText(values, from) : undefined;
          if (slot !== undefined) kept.bits.add(slot);
        }
      }
    }
    for (const [slot, holds] of kept.changed!) put(kept.bits, slot, holds);
    kept.changed = undefined;
    return kept;
  }
}

function put(bits: Bits, slot: number, holds: boolean): void {
  if (holds) bits.add(slot);
  else bits.delete(slot);
}
