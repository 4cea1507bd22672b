import { sql, type Kysely } from 'kysely';
import type { Entry, ItemKey } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';

/**
 * Who shows which stored picture: items, also those in the trash, entries of bulk jobs that wait to, and exemplars of classes. Every method throws AppError `ledger_unavailable`.
 */
export class PictureRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** How many items, trashed ones, waiting entries and exemplars, over all tenants, show a picture. @param hash - SHA-256 of the original, hex */
  async countUses(hash: string): Promise<number> {
    const { rows } = await sql<{ uses: number }>`
      select (
        (select count(*) from items where image_key = ${hash}) +
        (select count(*) from trashed_items where image_key = ${hash}) +
        (select count(*) from picture_uses where hash = ${hash}) +
        (select count(*) from exemplar_pictures where hash = ${hash})
      )::integer as uses
    `.execute(this.#db);
    return rows[0]!.uses;
  }

  /** Pictures that items, trashed ones, waiting entries or exemplars show, each once, in ascending order after the one given. */
  async shown(after: string | undefined, limit: number): Promise<string[]> {
    const { rows } = await sql<{ hash: string }>`
      (select distinct image_key as hash from items where image_key > ${after ?? ''} order by 1 limit ${limit})
      union
      (select distinct image_key from trashed_items where image_key > ${after ?? ''} order by 1 limit ${limit})
      union
      (select distinct hash from picture_uses where hash > ${after ?? ''} order by 1 limit ${limit})
      union
      (select distinct hash from exemplar_pictures where hash > ${after ?? ''} order by 1 limit ${limit})
      order by 1 limit ${limit}
    `.execute(this.#db);
    return rows.map(({ hash }) => hash);
  }

  /**
   * Has a lost picture stored again by the next load that offers it: files that items were read from are no longer known by their stamps.
   * @returns some of the items that show it, by key
   */
  async expectAgain(hash: string, limit: number): Promise<ItemKey[]> {
    await sql`update items set image_stamp = null where image_key = ${hash} and image_stamp is not null`.execute(
      this.#db,
    );
    const { rows } = await sql<ItemKey>`
      select tenant, collection, id from items where image_key = ${hash} order by tenant, collection, id limit ${limit}
    `.execute(this.#db);
    return rows;
  }

  /** Those of some pictures that nothing shows. */
  async unused(hashes: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{ hash: string }>`
      select distinct hash from unnest(${[...hashes]}::text[]) as asked (hash)
      where not exists (select from items where image_key = asked.hash)
        and not exists (select from trashed_items where image_key = asked.hash)
        and not exists (select from picture_uses where picture_uses.hash = asked.hash)
        and not exists (select from exemplar_pictures where exemplar_pictures.hash = asked.hash)
    `.execute(this.#db);
    return rows.map(({ hash }) => hash);
  }
}

/** Notes in a transaction that entries wait to show the pictures stored for them. */
export async function addUses(db: Kysely<Schema>, jobId: string, entries: readonly Entry[]): Promise<void> {
  const values = entries.flatMap(({ image, ordinal }) =>
    image?.kind === 'blob' ? [{ hash: hashOfKey(image.key), job_id: jobId, ordinal }] : [],
  );
  if (values.length === 0) return;
  await db
    .insertInto('picture_uses')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Ends the waiting of entries in a transaction: they are items now, or were left alone.
 *
 * @param ordinals - absent: all entries of the job that no failure keeps
 * @returns the pictures they waited to show
 */
export async function endUses(
  db: Kysely<Schema>,
  jobId: string,
  ordinals?: readonly number[],
): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    delete from picture_uses where job_id = ${jobId} and ${
      ordinals === undefined
        ? sql`not exists (
            select from failures
            where failures.job_id = picture_uses.job_id and failures.ordinal = picture_uses.ordinal and entry is not null
          )`
        : sql`ordinal = any(${[...ordinals]}::integer[])`
    } returning hash
  `.execute(db);
  return [...new Set(rows.map(({ hash }) => hash))];
}

/** The hash at the end of a blob key. */
function hashOfKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
