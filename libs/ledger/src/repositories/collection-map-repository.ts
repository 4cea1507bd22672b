import { sql, type Kysely } from 'kysely';
import type { ItemKey } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { CollectionMap, MapPart, ReadMapPart } from '../records/collection-map.ts';

type Scope = Pick<ItemKey, 'tenant' | 'collection'>;

/** Where the items of collections lie in two dimensions. Every method throws AppError `ledger_unavailable`. */
export class CollectionMapRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Makes room for the map of a job: removes what an attempt before, or a job that was broken off, has left of one. The map in force stays.
   * @returns the moment by the database's clock: what changes from now on, the map may not know
   */
  async begin({ tenant, collection }: Scope, jobId: string): Promise<Date> {
    await sql`
      delete from collection_map_parts as part where tenant = ${tenant} and collection = ${collection}
        and job_id not in (select job_id from collection_maps where tenant = ${tenant} and collection = ${collection})
        and (job_id = ${jobId} or not exists (
          select from jobs where jobs.id = part.job_id and jobs.state in ('queued', 'running', 'paused')
        ))
    `.execute(this.#db);
    const { rows } = await sql<{ now: Date }>`select now() as now`.execute(this.#db);
    return rows[0]!.now;
  }

  /** Adds a part of the map that a job is making; nobody sees it yet. @param seq - from 0 */
  async addPart(
    { tenant, collection }: Scope,
    jobId: string,
    seq: number,
    { ids, places }: MapPart,
  ): Promise<void> {
    await this.#db
      .insertInto('collection_map_parts')
      .values({
        tenant,
        collection,
        job_id: jobId,
        seq,
        ids: JSON.stringify(ids),
        places: Buffer.from(places.buffer, places.byteOffset, places.byteLength).toString('base64'),
      })
      .execute();
  }

  /** Puts the map of a job in the place of the one there was. */
  async publish(
    { tenant, collection }: Scope,
    { jobId, pack, begunAt }: { readonly jobId: string; readonly pack: string; readonly begunAt: Date },
  ): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      await sql`
        delete from collection_map_parts using collection_maps as former
        where former.tenant = ${tenant} and former.collection = ${collection} and former.job_id <> ${jobId}
          and collection_map_parts.tenant = former.tenant and collection_map_parts.collection = former.collection
          and collection_map_parts.job_id = former.job_id
      `.execute(db);
      const map = { job_id: jobId, pack, begun_at: begunAt };
      await db
        .insertInto('collection_maps')
        .values({ tenant, collection, ...map })
        .onConflict((conflict) =>
          conflict.columns(['tenant', 'collection']).doUpdateSet({ ...map, made_at: sql`now()` }),
        )
        .execute();
    });
  }

  /** The map of a collection, if one was made. */
  async get({ tenant, collection }: Scope): Promise<CollectionMap | undefined> {
    const { rows } = await sql<CollectionMap>`
      select job_id as "jobId", pack, made_at as "madeAt", (
        select count(*)::integer from items where items.tenant = maps.tenant and items.collection = maps.collection
          and state = 'indexed' and updated_at > begun_at
      ) as changed
      from collection_maps as maps where tenant = ${tenant} and collection = ${collection}
    `.execute(this.#db);
    return rows[0];
  }

  /**
   * The parts of the map that a job made; items that are gone since are left out. All of it is fetched at once, a few MB for a hundred
   * thousand items, so that it stays whole when another one takes its place.
   */
  async *parts({ tenant, collection }: Scope, jobId: string): AsyncGenerator<ReadMapPart, void, undefined> {
    const { rows } = await sql<{ ids: string[]; places: string }>`
      select ids, places from collection_map_parts
      where tenant = ${tenant} and collection = ${collection} and job_id = ${jobId} order by seq
    `.execute(this.#db);
    for (const { ids, places } of rows) {
      const images = await this.#images({ tenant, collection }, ids);
      const kept = ids.flatMap((id, at) => (images.has(id) ? [at] : []));
      const stored = placesOf(places);
      yield {
        ids: kept.map((at) => ids[at]!),
        places: Uint16Array.from(kept.flatMap((at) => [stored[2 * at]!, stored[2 * at + 1]!])),
        hasImage: kept.map((at) => images.get(ids[at]!)!),
      };
    }
  }

  /** Those of some items that are there, and whether they show a picture. */
  async #images(
    { tenant, collection }: Scope,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.#db
      .selectFrom('items')
      .select(['id', sql<boolean>`image_key is not null`.as('hasImage')])
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
      .where('state', '<>', 'deleting')
      .execute();
    return new Map(rows.map(({ id, hasImage }) => [id, hasImage]));
  }
}

function placesOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'base64');
  return new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
