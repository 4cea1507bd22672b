import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ItemKey } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { ItemText, TextReading, UnreadPicture, WrittenWord } from '../records/item-text.ts';
import { putTokens } from './put-text.ts';
import { isStorable } from './text.ts';

/** A reading that someone began this long ago, in seconds, ended with its process. */
const ABANDONED_SECONDS = 120;

type Scope = Pick<ItemKey, 'tenant' | 'collection'>;

/** Which words to look for among those written. */
export interface WordsLike {
  /** As they are. */
  readonly words: readonly string[];
  readonly beginnings: readonly string[];
  readonly ends: readonly string[];
}

/** What is written in pictures. Every method throws AppError `ledger_unavailable`. */
export class ItemTextRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Collections whose pictures are read, over all tenants. */
  async readCollections(): Promise<Scope[]> {
    return this.#db
      .selectFrom('collections')
      .select(['tenant', 'name as collection'])
      .where('read_text', '<>', 'off')
      .orderBy('tenant')
      .orderBy('name')
      .execute();
  }

  /**
   * Looks through the items of a collection in the order of their ids, a page at a time, for pictures that this reader has not read: new
   * ones, replaced ones, those another reader read. What a person corrected stays until the picture is another one.
   * @param after - the last id looked at
   * @returns the pictures to read, and the last id of the page; undefined at the end
   */
  async unread(
    { tenant, collection }: Scope,
    reader: string,
    after: string | undefined,
    page: number,
  ): Promise<{ pictures: UnreadPicture[]; last: string | undefined }> {
    const { rows } = await sql<{ id: string; image_key: string; read_text: 'auto' | 'on'; open: boolean }>`
      with looked_at as (
        select id, image_key, state from items
        where tenant = ${tenant} and collection = ${collection} and id > ${after ?? ''} order by id limit ${page}
      )
      select looked_at.id, looked_at.image_key, collections.read_text,
        coalesce(looked_at.state = 'indexed' and looked_at.image_key is not null and ${isOpen(reader)}, false) as open
      from looked_at
      join collections on collections.tenant = ${tenant} and collections.name = ${collection} and read_text <> 'off'
      left join item_texts as texts on texts.tenant = ${tenant} and texts.collection = ${collection}
        and texts.id = looked_at.id
      order by looked_at.id
    `.execute(this.#db);
    return {
      pictures: rows
        .filter(({ open }) => open)
        .map((row) => ({ tenant, collection, id: row.id, imageKey: row.image_key, readText: row.read_text })),
      last: rows.length < page ? undefined : rows.at(-1)!.id,
    };
  }

  /** Takes a picture on, unless another process has, or its item is gone. @returns whether it is the caller's to read */
  async claim({ tenant, collection, id, imageKey }: UnreadPicture, reader: string): Promise<boolean> {
    const { rows } = await sql<{ claimed: boolean }>`
      with former as (
        select image_key from item_texts where tenant = ${tenant} and collection = ${collection} and id = ${id}
      ), claimed as (
        insert into item_texts as texts (tenant, collection, id, image_key, reader, state)
        select tenant, collection, id, image_key, ${reader}, 'reading' from items
          where tenant = ${tenant} and collection = ${collection} and id = ${id} and image_key = ${imageKey}
            and state = 'indexed'
        on conflict (tenant, collection, id) do update
          set image_key = excluded.image_key, reader = excluded.reader, state = 'reading', error_code = null,
            updated_at = now(), words = case when texts.image_key = excluded.image_key then texts.words else '[]'::json end
          where texts.image_key <> excluded.image_key or (texts.state in ('read', 'failed') and texts.reader <> ${reader})
            or (texts.state = 'reading' and ${isAbandoned()})
        returning id
      ), another_picture as (
        delete from written_words where tenant = ${tenant} and collection = ${collection} and id in (select id from claimed)
          and exists (select from former where image_key <> ${imageKey})
      )
      select exists (select from claimed) as claimed
    `.execute(this.#db);
    return rows[0]!.claimed;
  }

  /** Keeps what was read of a picture the caller took on. @returns false when the item or its picture is another by now: nothing is kept */
  async save({ tenant, collection, id, imageKey }: UnreadPicture, reading: TextReading): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const result = await sql`
        update item_texts set state = ${reading.errorCode ? 'failed' : 'read'}, words = ${JSON.stringify(reading.words)}::json,
          error_code = ${reading.errorCode ?? null}, updated_at = now()
        where tenant = ${tenant} and collection = ${collection} and id = ${id} and image_key = ${imageKey} and state = 'reading'
      `.execute(db);
      if (!result.numAffectedRows) return false;
      await putTokens(db, { tenant, collection, id }, reading.tokens);
      return true;
    });
  }

  /** Gives back what the caller took on and could not read for now: whoever looks next may take it. */
  async release({ tenant, collection, id }: ItemKey): Promise<void> {
    await this.#db
      .updateTable('item_texts')
      .set({ updated_at: sql`'epoch'` })
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('id', '=', id)
      .where('state', '=', 'reading')
      .execute();
  }

  /** Gives back all that is being read: for a process that knows that nobody else reads. */
  async releaseAll(): Promise<void> {
    await this.#db
      .updateTable('item_texts')
      .set({ updated_at: sql`'epoch'` })
      .where('state', '=', 'reading')
      .execute();
  }

  /** What is known of the words in the picture an item shows now. */
  async get({ tenant, collection, id }: ItemKey): Promise<ItemText | undefined> {
    if (!isStorable(id)) return undefined;
    const { rows } = await sql<ItemText>`
      select texts.state, texts.words, texts.reader, texts.updated_at as "updatedAt" from item_texts as texts
      join items using (tenant, collection, id)
      where tenant = ${tenant} and collection = ${collection} and id = ${id} and texts.image_key = items.image_key
    `.execute(this.#db);
    return rows[0];
  }

  /**
   * Says what is written in the picture of an item; no reader says otherwise afterwards.
   * @returns false when the item is not there or has no picture
   */
  async correct({ tenant, collection, id }: ItemKey, { words, tokens }: TextReading): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const result = await sql`
        insert into item_texts (tenant, collection, id, image_key, reader, state, words)
        select tenant, collection, id, image_key, '', 'corrected', ${JSON.stringify(words)}::json from items
          where tenant = ${tenant} and collection = ${collection} and id = ${id} and image_key is not null
        on conflict (tenant, collection, id) do update set image_key = excluded.image_key, reader = excluded.reader,
          state = excluded.state, words = excluded.words, error_code = null, updated_at = now()
      `.execute(db);
      if (!result.numAffectedRows) return false;
      await putTokens(db, { tenant, collection, id }, tokens);
      return true;
    });
  }

  /** Forgets what readers read in the pictures of a collection; what people said stays. */
  async forget({ tenant, collection }: Scope): Promise<void> {
    await this.#db
      .deleteFrom('item_texts')
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('state', '<>', 'corrected')
      .execute();
  }

  /** Forgets what is known of one picture, what a person said too: it is read again where pictures are read. */
  async forgetOne({ tenant, collection, id }: ItemKey): Promise<void> {
    if (!isStorable(id)) return;
    await this.#db
      .deleteFrom('item_texts')
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('id', '=', id)
      .execute();
  }

  /** Whether anything was read, or is being read, in a collection. */
  async isRead({ tenant, collection }: Scope): Promise<boolean> {
    const { rows } = await sql<{ known: boolean }>`
      select exists (select from item_texts where tenant = ${tenant} and collection = ${collection})
        or exists (select from collections where tenant = ${tenant} and name = ${collection} and read_text <> 'off') as known
    `.execute(this.#db);
    return rows[0]!.known;
  }

  /**
   * Which of some words are written somewhere in a collection, and the words there that begin, or end, in one of these ways.
   * @param limit - words at most that begin or end so
   */
  async wordsLike(
    { tenant, collection }: Scope,
    { words, beginnings, ends }: WordsLike,
    limit: number,
  ): Promise<string[]> {
    const reversed = ends.map((end) => [...end].reverse().join(''));
    const { rows } = await sql<{ word: string }>`
      select word from written_words
        where tenant = ${tenant} and collection = ${collection} and word = any(${[...words]}::text[])
      union
      (select word from written_words, unnest(${[...beginnings]}::text[]) as beginning
          where tenant = ${tenant} and collection = ${collection} and word >= beginning
            and word < beginning || chr(1114111)
        union
        select word from written_words, unnest(${reversed}::text[]) as ending
          where tenant = ${tenant} and collection = ${collection} and reverse(word) collate "C" >= ending
            and reverse(word) collate "C" < ending || chr(1114111)
        limit ${limit})
    `.execute(this.#db);
    return rows.map(({ word }) => word);
  }

  /**
   * Items in whose pictures, as they are now, something of every group is written.
   * @param groups - words as they are looked up; of each group any
   * @param limit - items at most
   */
  async itemsWith(
    { tenant, collection }: Scope,
    groups: readonly (readonly string[])[],
    limit: number,
  ): Promise<string[]> {
    if (groups.length === 0) return [];
    const holds = (words: readonly string[]) => sql`
      select id from written_words
      where tenant = ${tenant} and collection = ${collection} and word = any(${[...words]}::text[])`;
    const { rows } = await sql<{ id: string }>`
      select id from (${sql.join(groups.map(holds), sql` intersect `)}) as found
      join item_texts as texts using (id) join items using (tenant, collection, id)
      where tenant = ${tenant} and collection = ${collection} and texts.image_key = items.image_key
      order by id limit ${limit}
    `.execute(this.#db);
    return rows.map(({ id }) => id);
  }

  /**
   * Items in whose pictures, as they are now, something of any group is written.
   * @param groups - words as they are looked up
   * @param limit - items at most
   * @returns best first: the score is higher where more of the groups, and rarer ones, are written; `parts` are their positions
   */
  async holders(
    { tenant, collection }: Scope,
    groups: readonly (readonly string[])[],
    limit: number,
  ): Promise<{ id: string; score: number; parts: number[] }[]> {
    const words = groups.flat();
    if (words.length === 0) return [];
    const parts = groups.flatMap((group, part) => group.map(() => part));
    const { rows } = await sql<{ id: string; score: number; parts: number[] }>`
      with asked as (
        select * from unnest(${words}::text[], ${parts}::integer[]) as asked (word, part)
      ), held as (
        select distinct id, part from written_words join asked using (word)
        where tenant = ${tenant} and collection = ${collection}
      ), rare as (
        select part, 1 / (1 + ln(count(*)::float8)) as weight from held group by part
      )
      select id, sum(weight)::float8 as score, array_agg(part order by part) as parts
      from held join rare using (part)
      join item_texts as texts using (id) join items using (tenant, collection, id)
      where tenant = ${tenant} and collection = ${collection} and texts.image_key = items.image_key
      group by id order by score desc, id limit ${limit}
    `.execute(this.#db);
    return rows;
  }

  /** What readers read, and people said, of the pictures that items show now, by item id; where nothing is known yet, they are left out. */
  async known(
    { tenant, collection }: Scope,
    ids: readonly string[],
  ): Promise<Map<string, Pick<ItemText, 'state' | 'reader' | 'words'>>> {
    const { rows } = await sql<ItemText & { id: string }>`
      select id, texts.state, texts.reader, texts.words from item_texts as texts join items using (tenant, collection, id)
      where tenant = ${tenant} and collection = ${collection} and id = any(${ids.filter(isStorable)}::text[])
        and texts.image_key = items.image_key and texts.state in ('read', 'corrected')
    `.execute(this.#db);
    return new Map(rows.map(({ id, state, reader, words }) => [id, { state, reader, words }]));
  }

  /** Items in whose pictures, as they are now, anything is written. @param limit - items at most */
  async itemsWithWords({ tenant, collection }: Scope, limit: number): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select id from item_texts as texts join items using (tenant, collection, id)
      where tenant = ${tenant} and collection = ${collection} and texts.image_key = items.image_key
        and json_array_length(texts.words) > 0
      order by id limit ${limit}
    `.execute(this.#db);
    return rows.map(({ id }) => id);
  }

  /** How many items have a picture in which, as it is now, anything is written. */
  async countWithWords({ tenant, collection }: Scope): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from item_texts as texts join items using (tenant, collection, id)
      where tenant = ${tenant} and collection = ${collection} and texts.image_key = items.image_key
        and json_array_length(texts.words) > 0
    `.execute(this.#db);
    return rows[0]!.count;
  }

  /** The words in the pictures of items, by item id; those without any are left out. */
  async wordsOf(
    { tenant, collection }: Scope,
    ids: readonly string[],
  ): Promise<Map<string, readonly WrittenWord[]>> {
    const { rows } = await sql<{ id: string; words: WrittenWord[] }>`
      select id, texts.words from item_texts as texts join items using (tenant, collection, id)
      where tenant = ${tenant} and collection = ${collection} and id = any(${ids.filter(isStorable)}::text[])
        and texts.image_key = items.image_key
    `.execute(this.#db);
    return new Map(rows.map(({ id, words }) => [id, words]));
  }
}

/** Whether a picture (`looked_at`) is to be read, after what is known of its words (`texts`). */
function isOpen(reader: string): RawBuilder<boolean> {
  return sql<boolean>`(texts.id is null or texts.image_key <> looked_at.image_key
    or (texts.state in ('read', 'failed') and texts.reader <> ${reader}) or (texts.state = 'reading' and ${isAbandoned()}))`;
}

function isAbandoned(): RawBuilder<boolean> {
  return sql<boolean>`texts.updated_at < now() - make_interval(secs => ${ABANDONED_SECONDS}::integer)`;
}
