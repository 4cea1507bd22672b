import {
  compareSortValues,
  scalarsAt,
  sortValueOf,
  type FieldValues,
  type FilterableItem,
  type FilterScalar,
  type PointPayload,
} from '@unseen/domain';
import { setImmediate as turn } from 'node:timers/promises';
import type { PointFiles } from './slots/point-files.ts';

/** Fields kept at most; who asks for another one waits for it to be read. */
const MOST = 64;
/** Slots read between two turns of others. */
const TURN = 128;
/** Different values of a field that are kept once each; a field with more of them is mostly different everywhere. */
const MOST_SHARED = 4_096;

/**
 * What the points hold in the fields that are sorted and counted by, in memory: read once from the files when a field is first asked for, and
 * from then on brought up to date by what is written. A value that many points have is kept once.
 */
export class FieldColumns {
  readonly #files: PointFiles;
  /** The one used last is the last. */
  readonly #columns = new Map<string, Column>();

  constructor(files: PointFiles) {
    this.#files = files;
  }

  /**
   * The columns of some fields, complete as of now.
   * @param slots - how many there are by now; undefined when the files are closed
   * @returns undefined where a point is not all in the files, or they were closed meanwhile
   */
  async of(
    fields: readonly string[],
    slots: () => number | undefined,
  ): Promise<ReadonlyMap<string, Column> | undefined> {
    const columns = new Map(fields.map((field) => [field, this.#column(field)]));
    const fresh = [...columns.values()].filter((column) => column.read === undefined);
    const read = fresh.length > 0 ? this.#read(fresh, slots) : undefined;
    for (const column of fresh) column.read = read;
    await Promise.all([...columns.values()].flatMap((column) => column.read ?? []));
    if (slots() === undefined || [...columns.values()].some((column) => !column.isWhole)) return undefined;
    return columns;
  }

  /** Whether columns are still those that are brought up to date. */
  keeps(columns: ReadonlyMap<string, Column>): boolean {
    return [...columns].every(([field, column]) => this.#columns.get(field) === column);
  }

  /** Brings the columns up to date. @param point - absent where the slot is empty now */
  wrote(slot: number, point?: FilterableItem): void {
    for (const column of this.#columns.values()) column.set(slot, point);
  }

  #column(field: string): Column {
    const column = this.#columns.get(field) ?? new Column(field);
    this.#columns.delete(field);
    this.#columns.set(field, column);
    if (this.#columns.size > MOST) this.#columns.delete(this.#columns.keys().next().value!);
    return column;
  }

  async #read(columns: readonly Column[], slots: () => number | undefined): Promise<void> {
    // What is written meanwhile is in the files before it is told, so either way the newest is taken.
    for (let slot = 0; slot < (slots() ?? 0); slot++) {
      const facts = this.#files.facts(slot);
      const { itemId } = facts;
      const text = facts.payload();
      const item = text === undefined ? undefined : { itemId, payload: JSON.parse(text) as PointPayload };
      for (const column of columns) {
        if (item) column.set(slot, item);
        else column.lacks(slot);
      }
      if (slot % TURN === TURN - 1) await turn();
    }
  }
}

/** What the points hold in one field, by slot. */
class Column {
  /** Resolves when all of it was read. */
  read: Promise<void> | undefined;
  readonly #field: string;
  readonly #slots: (FieldValues | undefined)[] = [];
  readonly #shared = new Map<string, FieldValues>();
  /** Slots of which it is not known what they hold. */
  readonly #lacking = new Set<number>();

  constructor(field: string) {
    this.#field = field;
  }

  get isWhole(): boolean {
    return this.#lacking.size === 0;
  }

  at(slot: number): FieldValues | undefined {
    return this.#slots[slot];
  }

  /** @param item - absent where the slot is empty */
  set(slot: number, item: FilterableItem | undefined): void {
    const values = item ? scalarsAt(item, this.#field) : [];
    this.#slots[slot] = values.length === 0 ? undefined : this.#shareOf(values);
    this.#lacking.delete(slot);
  }

  lacks(slot: number): void {
    this.#slots[slot] = undefined;
    this.#lacking.add(slot);
  }

  #shareOf(values: readonly FilterScalar[]): FieldValues {
    const key = JSON.stringify(values);
    const known = this.#shared.get(key);
    if (known) return known;
    const sorted = values.map(sortValueOf).sort(compareSortValues);
    const made = { values, least: sorted[0]!, greatest: sorted.at(-1)! };
    if (this.#shared.size < MOST_SHARED) this.#shared.set(key, made);
    return made;
  }
}
