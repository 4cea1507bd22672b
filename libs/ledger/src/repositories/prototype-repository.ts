import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { ExemplarPicture, NamedVector } from '../records/catalogue.ts';
import { textToVector, vectorToText } from './vector-text.ts';

/** Ids asked for or rows written in one statement. */
const AT_ONCE = 500;

/** An exemplar among those of all tenants. */
interface TenantExemplar {
  readonly tenant: string;
  readonly id: string;
}

/** The vectors classes are made of, and what was learned about telling them apart. Every method throws AppError `ledger_unavailable`. */
export class PrototypeRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Text prototypes by the key of their words; those that are not there are left out. */
  async texts(pack: string, keys: readonly string[]): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      const rows = await this.#db
        .selectFrom('text_prototypes')
        .select(['key', 'vector'])
        .where('pack', '=', pack)
        .where('key', 'in', keys.slice(start, start + AT_ONCE))
        .execute();
      for (const { key, vector } of rows) found.set(key, textToVector(vector));
    }
    return found;
  }

  /** Keeps text prototypes; those that are there stay. */
  async putTexts(pack: string, prototypes: readonly NamedVector[]): Promise<void> {
    for (let start = 0; start < prototypes.length; start += AT_ONCE) {
      const rows = prototypes
        .slice(start, start + AT_ONCE)
        .map(({ id, vector }) => ({ key: id, pack, vector: vectorToText(vector) }));
      await this.#db
        .insertInto('text_prototypes')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  /** Vectors of exemplars by id; those that are not there are left out. */
  async exemplars(tenant: string, pack: string, ids: readonly string[]): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const rows = await this.#db
        .selectFrom('exemplar_vectors')
        .select(['id', 'vector'])
        .where('tenant', '=', tenant)
        .where('pack', '=', pack)
        .where('id', 'in', ids.slice(start, start + AT_ONCE))
        .execute();
      for (const { id, vector } of rows) found.set(id, textToVector(vector));
    }
    return found;
  }

  /** Keeps vectors of exemplars; those that are there stay. */
  async putExemplars(tenant: string, pack: string, exemplars: readonly NamedVector[]): Promise<void> {
    for (let start = 0; start < exemplars.length; start += AT_ONCE) {
      const rows = exemplars
        .slice(start, start + AT_ONCE)
        .map(({ id, vector }) => ({ tenant, id, pack, vector: vectorToText(vector) }));
      await this.#db
        .insertInto('exemplar_vectors')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  /** Pictures of exemplars that were uploaded, as SHA-256 by exemplar; other exemplars are left out. */
  async exemplarPictures(tenant: string, ids: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const rows = await this.#db
        .selectFrom('exemplar_pictures')
        .select(['id', 'hash'])
        .where('tenant', '=', tenant)
        .where('id', 'in', ids.slice(start, start + AT_ONCE))
        .execute();
      for (const { id, hash } of rows) found.set(id, hash);
    }
    return found;
  }

  /**
   * Uploaded exemplars of all tenants that have no vector under a pack, in a fixed order.
   * @param after - the last one of the page before
   */
  async exemplarsWithout(
    pack: string,
    limit: number,
    after?: TenantExemplar,
  ): Promise<(TenantExemplar & ExemplarPicture)[]> {
    const { rows } = await sql<TenantExemplar & ExemplarPicture>`
      select tenant, id, hash from exemplar_pictures as pictures
      where (tenant, id) > (${after?.tenant ?? ''}, ${after?.id ?? ''})
        and not exists (
          select from exemplar_vectors as vectors
          where vectors.tenant = pictures.tenant and vectors.id = pictures.id and vectors.pack = ${pack}
        )
      order by tenant, id limit ${limit}
    `.execute(this.#db);
    return rows;
  }

  /** What was learned for a collection; undefined when nothing was. */
  async calibration(tenant: string, collection: string, pack: string): Promise<object | undefined> {
    const row = await this.#db
      .selectFrom('calibrations')
      .select('data')
      .where('tenant', '=', tenant)
      .where('collection', '=', collection)
      .where('pack', '=', pack)
      .executeTakeFirst();
    return row?.data as object | undefined;
  }

  /** Keeps what was learned for a collection, as learned now. */
  async putCalibration(tenant: string, collection: string, pack: string, data: object): Promise<void> {
    const json = JSON.stringify(data);
    await this.#db
      .insertInto('calibrations')
      .values({ tenant, collection, pack, data: json })
      .onConflict((conflict) =>
        conflict.columns(['tenant', 'collection', 'pack']).doUpdateSet({ data: json, at: sql`now()` }),
      )
      .execute();
  }

  /**
   * Collections with a calibration of another pack, and none learned under this one since searches went over to it.
   * @param tenant - of this tenant only; absent: of all
   */
  async calibrationsDue(
    pack: string,
    tenant: string | null = null,
  ): Promise<{ tenant: string; collection: string }[]> {
    const { rows } = await sql<{ tenant: string; collection: string }>`
      select distinct former.tenant, former.collection from calibrations as former
      where former.pack <> ${pack} and (${tenant}::text is null or former.tenant = ${tenant}::text)
        and not exists (
          select from calibrations as own
          where own.tenant = former.tenant and own.collection = former.collection and own.pack = ${pack}
            and own.at >= coalesce(
              (select max(switched_at) from model_switches where target = ${pack}), '-infinity'::timestamptz)
        )
      order by former.tenant, former.collection
    `.execute(this.#db);
    return rows;
  }
}
