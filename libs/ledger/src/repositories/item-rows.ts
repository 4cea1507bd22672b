import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ItemTable, Schema } from '../database/schema.ts';
import { CREATED_AT, inScope, WITH_TEXT, type ItemCondition, type ItemScope } from './item-condition.ts';

/** What filters and orders look at of an item. */
export type ItemRow = Pick<ItemTable, 'id' | 'metadata' | 'created_at' | 'image_key'> & {
  readonly has_text?: boolean;
};

/** How much is asked of the database in one go: little enough that nobody waits long for it. */
export interface Portions {
  /** Rows read. */
  readonly rows: number;
  /** Items looked at one after the other. */
  readonly window: number;
  /** Items of a list looked at one after the other before an index is asked: those that are frequent are among them. */
  readonly near: number;
  /** Items an index finds. Where there are more, they are frequent: those of a page are found by looking at one item after the other. */
  readonly few: number;
  /** Items an index finds, where they are only counted. */
  readonly counted: number;
}

/** For a database that all requests of this process share one connection to. */
export const EMBEDDED_PORTIONS: Portions = {
  rows: 2_000,
  window: 5_000,
  near: 5_000,
  few: 20_000,
  counted: 20_000,
};
/** For a server, which has other connections for others meanwhile. */
export const SERVER_PORTIONS: Portions = { ...EMBEDDED_PORTIONS, window: 50_000, counted: 1_000_000 };

/** Reads the items of a collection in portions, which grow: whoever needs a few rows reads no more. */
export class ItemRows {
  readonly scope: ItemScope;
  readonly #db: Kysely<Schema>;
  readonly #portions: Portions;
  readonly #first: number;
  readonly #columns: RawBuilder<unknown>;

  /**
   * @param withText - whether rows say if words are written in their picture
   * @param first - rows of the first portion
   */
  constructor(db: Kysely<Schema>, scope: ItemScope, withText: boolean, first: number, portions: Portions) {
    this.scope = scope;
    this.#db = db;
    this.#portions = portions;
    this.#first = Math.min(first, portions.rows);
    this.#columns = sql`items.id, items.metadata, items.created_at, items.image_key
      ${withText ? sql`, ${WITH_TEXT} as has_text` : sql``}`;
  }

  /** All by id, after the one given. */
  async *byId(after: string | undefined): AsyncGenerator<ItemRow[], void, undefined> {
    let last = after;
    for (const size of this.#sizes(this.#portions.rows)) {
      const rows = await this.#select(from(last), sql`items.id`, size);
      if (rows.length > 0) yield rows;
      if (rows.length < size) return;
      last = rows.at(-1)!.id;
    }
  }

  /** All by when they were added, those of one moment by id. */
  async *byTime(
    order: 'asc' | 'desc',
    after?: { readonly time: Date; readonly id: string },
  ): AsyncGenerator<ItemRow[], void, undefined> {
    const inOrder = order === 'asc' ? sql`${CREATED_AT}, items.id` : sql`${CREATED_AT} desc, items.id`;
    let last = after;
    for (const size of this.#sizes(this.#portions.rows)) {
      const rows: ItemRow[] = [];
      if (last !== undefined) {
        const sameTime = sql<boolean>`${CREATED_AT} = ${last.time.toISOString()}::timestamp and ${from(last.id)}`;
        rows.push(...(await this.#select(sameTime, sql`items.id`, size)));
      }
      if (rows.length < size) {
        const later =
          last === undefined
            ? sql<boolean>`true`
            : sql<boolean>`${CREATED_AT} ${order === 'asc' ? sql`>` : sql`<`} ${last.time.toISOString()}::timestamp`;
        rows.push(...(await this.#select(later, inOrder, size - rows.length)));
      }
      if (rows.length > 0) yield rows;
      if (rows.length < size) return;
      const { created_at: time, id } = rows.at(-1)!;
      last = { time, id };
    }
  }

  /** Those for which a condition holds, by id: looks at one item after the other, and where they are rare asks an index. */
  async *within(condition: ItemCondition, after?: string): AsyncGenerator<ItemRow[], void, undefined> {
    let mayAsk = condition.indexed;
    let looked = 0;
    for await (const { range, start, size } of this.#windows(after)) {
      if (mayAsk && looked + size > this.#portions.near) {
        mayAsk = false;
        const few = await this.few(condition, start);
        if (few !== undefined) {
          yield* this.named(few);
          return;
        }
      }
      looked += size;
      const rows = await this.#select(sql`${range} and ${condition.where}`, sql`items.id`);
      if (rows.length > 0) yield rows;
    }
  }

  /** How many there are for which a condition holds: by an index where it finds them, else by looking at all items. */
  async count(condition: ItemCondition): Promise<number> {
    const { counted } = this.#portions;
    const found = condition.indexed ? await this.#count(condition, sql`true`, counted + 1) : undefined;
    if (found !== undefined && found <= counted) return found;
    let count = 0;
    for await (const { range } of this.#windows(undefined)) count += await this.#count(condition, range);
    return count;
  }

  async #count(condition: ItemCondition, range: RawBuilder<boolean>, most?: number): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from (
        select from items where ${inScope(this.scope)} and ${range} and ${condition.where}
        ${most === undefined ? sql`` : sql`limit ${most}`}
      ) as found
    `.execute(this.#db);
    return rows[0]!.count;
  }

  /** Ids of those for which an indexed condition holds, in order, after the one given; undefined when there are too many. */
  async few(condition: ItemCondition, after?: string): Promise<string[] | undefined> {
    const most = this.#portions.few;
    const { rows } = await sql<{ id: string }>`
      with found as materialized (
        select items.id from items where ${inScope(this.scope)} and ${condition.where} and ${from(after)} limit ${most + 1}
      )
      select id from found order by id
    `.execute(this.#db);
    return rows.length > most ? undefined : rows.map(({ id }) => id);
  }

  /** Those of the ids that are there, in the order of the ids. */
  async *named(ids: readonly string[]): AsyncGenerator<ItemRow[], void, undefined> {
    let start = 0;
    for (const size of this.#sizes(this.#portions.rows)) {
      if (start >= ids.length) return;
      const some = ids.slice(start, start + size);
      yield await this.#select(sql`items.id = any(${some}::text[])`, sql`items.id`);
      start += size;
    }
  }

  async #select(
    condition: RawBuilder<boolean>,
    order: RawBuilder<unknown>,
    limit?: number,
  ): Promise<ItemRow[]> {
    const { rows } = await sql<ItemRow>`
      select ${this.#columns} from items where ${inScope(this.scope)} and ${condition}
      order by ${order} ${limit === undefined ? sql`` : sql`limit ${limit}`}
    `.execute(this.#db);
    return rows;
  }

  /** Stretches of ids that together hold every item after the one given. */
  async *#windows(after: string | undefined): AsyncGenerator<Stretch, void, undefined> {
    let last = after;
    for (const size of this.#sizes(this.#portions.window)) {
      const { rows } = await sql<{ id: string }>`
        select items.id from items where ${inScope(this.scope)} and ${from(last)} order by items.id offset ${size - 1} limit 1
      `.execute(this.#db);
      const end = rows[0]?.id;
      if (end === undefined) {
        yield { range: from(last), start: last, size };
        return;
      }
      yield { range: sql<boolean>`(${from(last)} and items.id <= ${end})`, start: last, size };
      last = end;
    }
  }

  *#sizes(most: number): Generator<number, never, undefined> {
    for (let size = this.#first; ; size = Math.min(2 * size, most)) yield size;
  }
}

/** Items that follow each other in a collection. */
interface Stretch {
  /** Holds for them, and for no other item of the collection. */
  readonly range: RawBuilder<boolean>;
  /** The id before the first. */
  readonly start: string | undefined;
  /** How many there are at most. */
  readonly size: number;
}

function from(id: string | undefined): RawBuilder<boolean> {
  return id === undefined ? sql<boolean>`true` : sql<boolean>`items.id > ${id}`;
}
