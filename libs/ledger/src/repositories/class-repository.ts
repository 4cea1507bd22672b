import { PrototypeRepository } from './prototype-repository.ts';
import { TagRepository } from './tag-repository.ts';
import { sql, type Kysely, type Transaction } from 'kysely';
import { AppError, type CatalogueClass, type ClassContent } from '@unseen/domain';
import { DatabaseError } from '../database/database-error.ts';
import type { Schema } from '../database/schema.ts';
import { UnchangedReads } from '../database/unchanged-reads.ts';
import type {
  CatalogueAct,
  CatalogueRelease,
  CatalogueState,
  CatalogueVersion,
  ClassEdit,
  ExemplarPicture,
  ServedVersion,
  VersionClass,
} from '../records/catalogue.ts';
import { AuditRepository } from './audit-repository.ts';
import { noVersion, publishVersion } from './publish-version.ts';
import { storable } from './text.ts';

/** Within a transaction nothing is remembered: it may come to nothing. */
const ALWAYS_READ = new UnchangedReads(() => undefined);
/** Rows written in one statement. */
const AT_ONCE = 500;
/** Classes that a version names: an import may change thousands. */
const NAMED_CHANGES = 5;

/** The classes of each tenant, version by version. Every method throws AppError `ledger_unavailable`. */
export class ClassRepository {
  readonly #db: Kysely<Schema>;
  readonly #unchanged: UnchangedReads;

  constructor(db: Kysely<Schema>, unchanged: UnchangedReads) {
    this.#db = db;
    this.#unchanged = unchanged;
  }

  /** Version of a catalogue now, 0 before its first class: one small read, for asking whether anything has changed. */
  async version(tenant: string): Promise<number> {
    return (await this.release(tenant)).version;
  }

  /** Where a catalogue stands, and who sees what of it; as small a read. */
  release(tenant: string): Promise<CatalogueRelease> {
    return this.#unchanged.get(['catalogue release', tenant], async () => {
      const row = await this.#db
        .selectFrom('catalogues')
        .select(['version', 'published', 'serves'])
        .where('tenant', '=', tenant)
        .executeTakeFirst();
      return {
        version: row?.version ?? 0,
        published: row?.published ?? undefined,
        serves: row?.serves ?? 'latest',
      };
    });
  }

  /**
   * A catalogue whole, in one statement, so that no change shows by half.
   * @param asOf - an earlier version; now by default
   * @throws AppError `catalogue_version_not_found`
   */
  async state(tenant: string, asOf?: number): Promise<CatalogueState> {
    const { rows } = await sql<{ version: number; id: string | null; since: number; content: unknown }>`
      select catalogues.version, id, since, content from catalogues
      left join class_revisions on class_revisions.tenant = catalogues.tenant
        and since <= coalesce(${asOf ?? null}::integer, catalogues.version)
        and (until is null or until > coalesce(${asOf ?? null}::integer, catalogues.version))
      where catalogues.tenant = ${tenant} order by id
    `.execute(this.#db);
    const version = rows[0]?.version ?? 0;
    if (asOf !== undefined && (asOf < 0 || asOf > version)) throw noVersion(asOf);
    const classes = rows.flatMap(({ id, since, content }) =>
      id === null ? [] : [{ ...(content as ClassContent), id, since }],
    );
    return { version: asOf ?? version, classes };
  }

  /**
   * Changes a catalogue: one new version, or none at all. Writers of one tenant go one after another, each on what the one before
   * left.
   * @param plan - the edits to make to the classes as they are; pure, since it runs inside the transaction. What it throws
   *   undoes everything. No edits: no version
   * @param pictures - pictures of exemplars, stored already: from now on they are in use
   * @returns the catalogue after the change
   * @throws AppError `class_exists` when two writers race for a name
   */
  async change(
    act: CatalogueAct,
    plan: (classes: readonly CatalogueClass[]) => readonly ClassEdit[],
    pictures: readonly ExemplarPicture[] = [],
  ): Promise<CatalogueState> {
    const { tenant } = act;
    try {
      return await this.#db.transaction().execute(async (tx) => {
        await tx
          .insertInto('catalogues')
          .values({ tenant, version: 0 })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        // Whoever comes next waits here.
        const before = await tx
          .selectFrom('catalogues')
          .select('version')
          .where('tenant', '=', tenant)
          .forUpdate()
          .executeTakeFirstOrThrow();
        const repository = new ClassRepository(tx, ALWAYS_READ);
        const current = await repository.state(tenant);
        const edits = plan(current.classes);
        await usePictures(tx, tenant, pictures);
        if (edits.length === 0) return current;
        await writeVersion(tx, act, before.version + 1, edits);
        return repository.state(tenant);
      });
    } catch (error) {
      if (error instanceof DatabaseError && error.message.includes('class_revisions_name')) {
        throw new AppError('class_exists', 'Another class of this name was just made.', { cause: error });
      }
      throw error;
    }
  }

  /** Makes a new version with the same classes, for a change that lies outside them. @returns the new version */
  async mark(
    act: CatalogueAct,
    alongside?: (
      version: number,
      within: { readonly prototypes: PrototypeRepository; readonly tags: TagRepository },
    ) => Promise<void>,
  ): Promise<number> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await tx
        .updateTable('catalogues')
        .set({ version: sql`version + 1` })
        .where('tenant', '=', act.tenant)
        .returning('version')
        .executeTakeFirstOrThrow();
      await recordVersion(tx, act, row.version, 0);
      await alongside?.(row.version, {
        prototypes: new PrototypeRepository(tx),
        tags: new TagRepository(tx),
      });
      return row.version;
    });
  }

  /** Ids of the classes that were added, changed or removed after a version. */
  async changedSince(tenant: string, version: number): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('class_revisions')
      .select('id')
      .distinct()
      .where('tenant', '=', tenant)
      .where((row) => row.or([row('since', '>', version), row('until', '>', version)]))
      .orderBy('id')
      .execute();
    return rows.map((row) => row.id);
  }

  /** The versions of a catalogue, newest first. @param before - only versions older than this one */
  async versions(tenant: string, limit: number, before?: number): Promise<CatalogueVersion[]> {
    const rows = await this.#db
      .selectFrom('catalogue_versions')
      .innerJoin('catalogues', 'catalogues.tenant', 'catalogue_versions.tenant')
      .select([
        'catalogue_versions.version',
        'at',
        'actor',
        'action',
        'changed',
        sql<boolean>`coalesce(catalogue_versions.version = catalogues.published, false)`.as('published'),
      ])
      .where('catalogue_versions.tenant', '=', tenant)
      .$if(before !== undefined, (query) => query.where('catalogue_versions.version', '<', before ?? 0))
      .orderBy('catalogue_versions.version', 'desc')
      .limit(limit)
      .execute();
    const classes = await this.#changes(tenant, rows.at(-1)?.version ?? 0, rows[0]?.version ?? -1);
    return rows.map((row) => ({ ...row, classes: classes.get(row.version) ?? [] }));
  }

  /** Some of the classes that each version from one to another has changed, by name. */
  async #changes(tenant: string, from: number, to: number): Promise<Map<number, VersionClass[]>> {
    const { rows } = await sql<VersionClass & { version: number }>`
      select version, id, name, change from (
        select version, id,
          (array_agg(name order by begins desc))[1] as name,
          case when bool_and(begins) then 'added' when bool_or(begins) then 'changed' else 'removed' end as change,
          row_number() over (partition by version order by (array_agg(name order by begins desc))[1], id) as place
        from (
          select since as version, id, content->>'name' as name, true as begins
          from class_revisions where tenant = ${tenant} and since between ${from}::integer and ${to}::integer
          union all
          select until, id, content->>'name', false
          from class_revisions where tenant = ${tenant} and until between ${from}::integer and ${to}::integer
        ) as ends group by version, id
      ) as changes where place <= ${NAMED_CHANGES}::integer order by version, place
    `.execute(this.#db);
    const byVersion = new Map<number, VersionClass[]>();
    for (const { version, ...change } of rows)
      byVersion.set(version, [...(byVersion.get(version) ?? []), change]);
    return byVersion;
  }

  /** Version that was published last; undefined when none was. */
  async published(tenant: string): Promise<number | undefined> {
    return (await this.release(tenant)).published;
  }

  /** Marks a version as published. @throws AppError `catalogue_version_not_found` */
  async publish(act: CatalogueAct, version: number): Promise<void> {
    await this.#db.transaction().execute((tx) => publishVersion(tx, act, version));
  }

  /**
   * Sets what callers without the scope `admin` see.
   * @throws AppError `nothing_published` for `published` where no version is
   */
  async serve(act: CatalogueAct, serves: ServedVersion): Promise<CatalogueRelease> {
    return this.#db.transaction().execute(async (tx) => {
      const { tenant } = act;
      await tx
        .insertInto('catalogues')
        .values({ tenant, version: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await tx
        .updateTable('catalogues')
        .set({ serves })
        .where('tenant', '=', tenant)
        .returning(['version', 'published'])
        .executeTakeFirstOrThrow();
      if (serves === 'published' && row.published === null) {
        throw new AppError('nothing_published', 'No version of the catalogue is published yet.');
      }
      await new AuditRepository(tx).record(act);
      return { version: row.version, published: row.published ?? undefined, serves };
    });
  }
}

/** Notes which pictures exemplars were made of. Like their vectors they stay: an earlier version may show them. */
async function usePictures(
  tx: Transaction<Schema>,
  tenant: string,
  pictures: readonly ExemplarPicture[],
): Promise<void> {
  if (pictures.length === 0) return;
  await tx
    .insertInto('exemplar_pictures')
    .values(pictures.map(({ id, hash }) => ({ tenant, id, hash })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function writeVersion(
  tx: Transaction<Schema>,
  act: CatalogueAct,
  version: number,
  edits: readonly ClassEdit[],
): Promise<void> {
  const { tenant } = act;
  const last = [...new Map(edits.map((edit) => [edit.id, edit])).values()];
  // Names are let go before they are taken, so that two classes can swap theirs.
  for (let start = 0; start < last.length; start += AT_ONCE) {
    await tx
      .updateTable('class_revisions')
      .set({ until: version })
      .where('tenant', '=', tenant)
      .where('until', 'is', null)
      .where(
        'id',
        'in',
        last.slice(start, start + AT_ONCE).map(({ id }) => id),
      )
      .execute();
  }
  const puts = last.filter((edit) => edit.op === 'put');
  for (let start = 0; start < puts.length; start += AT_ONCE) {
    await tx
      .insertInto('class_revisions')
      .values(
        puts.slice(start, start + AT_ONCE).map(({ id, nameKey, content }) => ({
          tenant,
          id,
          since: version,
          until: null,
          name_key: nameKey,
          content: JSON.stringify(content),
        })),
      )
      .execute();
  }
  await tx.updateTable('catalogues').set({ version }).where('tenant', '=', tenant).execute();
  await recordVersion(tx, act, version, last.length);
}

async function recordVersion(
  tx: Transaction<Schema>,
  act: CatalogueAct,
  version: number,
  changed: number,
): Promise<void> {
  const { tenant, action } = act;
  await tx
    .insertInto('catalogue_versions')
    .values({ tenant, version, actor: storable(act.actor), action, changed })
    .execute();
  await new AuditRepository(tx).record(act);
}
