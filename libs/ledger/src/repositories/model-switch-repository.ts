import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import { Signal } from '@unseen/concurrency';
import { AppError, type ItemKey } from '@unseen/domain';
import type { ModelSwitchTable } from '../database/model-switch-schema.ts';
import type { Schema } from '../database/schema.ts';
import type { Coverage, ModelSwitch, ModelSwitchFailure, NewModelSwitch } from '../records/model-switch.ts';
import { storable } from './text.ts';
import { keyRows, type ItemVersion } from './key-rows.ts';
import { lacking, notListed } from './lacking.ts';
import { NO_PACK } from '../records/model-switch.ts';

/** Switches between model packs: which pack is in use, and which items have vectors under the next. Every method throws AppError `ledger_unavailable`. */
export class ModelSwitchRepository {
  /** This process has begun a switch, or moved one on. */
  readonly changed = new Signal();
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** The pack the last switch went over to, as `name@version`; undefined when there was none: the configured one is in use. */
  async activePack(): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('model_switches')
      .select('target')
      .where('state', 'in', ['settling', 'completed'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.target;
  }

  /** The last switch begun, whatever its state. */
  async latest(): Promise<ModelSwitch | undefined> {
    const row = await this.#db
      .selectFrom('model_switches')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && toSwitch(row);
  }

  /** The switch that is under way. */
  async running(): Promise<ModelSwitch | undefined> {
    const found = await this.latest();
    return found?.state === 'embedding' || found?.state === 'settling' ? found : undefined;
  }

  /** Every pack there ever were vectors of: those of switches and of items. */
  async packs(): Promise<string[]> {
    const { rows } = await sql<{ pack: string }>`
      select source as pack from model_switches union select target from model_switches
      union select pack from item_counts union select second_pack from item_counts where second_pack <> ''
      order by pack
    `.execute(this.#db);
    return rows.map(({ pack }) => pack);
  }

  /** Begins a switch; failures of earlier ones are forgotten. @throws AppError `model_switch_running` */
  async begin({ source, target, acceptFailures, actor }: NewModelSwitch): Promise<ModelSwitch> {
    const begun = await this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto('model_switches')
        .values({ source, target, accept_failures: acceptFailures, actor: storable(actor) })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) {
        throw new AppError('model_switch_running', 'Another switch between model packs is under way.');
      }
      await transaction.deleteFrom('model_switch_failures').execute();
      return toSwitch(row);
    });
    this.changed.emit();
    return begun;
  }

  /** Lets the items that cannot be embedded be left behind. @returns false when the switch is over */
  async acceptFailures(id: number): Promise<boolean> {
    return this.#move(id, ['embedding', 'settling'], { accept_failures: true });
  }

  /** Searches use the target from now on. @returns false when the switch is not `embedding` any more */
  async goOver(id: number): Promise<boolean> {
    return this.#move(id, ['embedding'], { state: 'settling', switched_at: sql`now()` });
  }

  /** The switch is over. @returns false when it was not `settling` */
  async complete(id: number): Promise<boolean> {
    return this.#move(id, ['settling'], { state: 'completed', finished_at: new Date() });
  }

  /** Ends a switch before searches use its target. @returns false when it is too late */
  async cancel(id: number): Promise<boolean> {
    return this.#move(id, ['embedding'], { state: 'cancelled', finished_at: new Date() });
  }

  /** How much of what is stored, over all tenants, has vectors under a pack. Nothing is counted for it but the items listed as failed. */
  async coverage(target: string): Promise<Coverage> {
    const { rows } = await sql<Omit<Coverage, 'lacking'>>`
      select items, embedded, failed from (
        select coalesce(sum(pending + indexed), 0)::double precision as items,
          coalesce(sum(pending + indexed) filter (where pack = ${target} or second_pack = ${target}), 0)::double precision as embedded
        from item_counts
      ) as counted, (
        select count(*)::integer as failed from model_switch_failures as failed
        join items on items.tenant = failed.tenant and items.collection = failed.collection and items.id = failed.item_id
        where items.state <> 'deleting' and ${lacking(target)}
      ) as listed
    `.execute(this.#db);
    const { items, embedded, failed } = rows[0]!;
    return { items, embedded, failed, lacking: Math.max(0, items - embedded - failed) };
  }

  /** Whether a searchable item lacks vectors under a pack and is not listed as failed; quick when there is none. */
  async isLacking(target: string): Promise<boolean> {
    return this.#isAnyLacking(target, sql`true`);
  }

  /** The same of items last written before some time, those that are being written among them. */
  async isLackingSince(target: string, before: Date): Promise<boolean> {
    return this.#isAnyLacking(target, sql`items.updated_at < ${before}`, sql`items.state = 'pending'`);
  }

  /** Searchable items that lack vectors under a pack and are not listed as failed, in the order of their keys, after the key given. */
  async lackingPage(target: string, after: ItemKey | undefined, limit: number): Promise<ItemKey[]> {
    const { tenant = '', collection = '', id = '' } = after ?? {};
    const { rows } = await sql<ItemKey>`
      select items.tenant, items.collection, items.id from items
      where items.state = 'indexed' and ${lacking(target)}
        and (items.tenant, items.collection, items.id) > (${tenant}, ${collection}, ${id})
        and ${notListed}
      order by items.tenant, items.collection, items.id limit ${limit}
    `.execute(this.#db);
    return rows;
  }

  /** Some searchable items that lack vectors under a pack, of each collection about as many as its share of them is: at most `limit`. */
  async lackingSample(target: string, limit: number): Promise<ItemKey[]> {
    const { rows } = await sql<{ tenant: string; collection: string; items: number }>`
      select tenant, collection, sum(indexed)::double precision as items from item_counts
      where pack <> ${target} and second_pack <> ${target} group by tenant, collection having sum(indexed) > 0
      order by items desc limit ${limit}
    `.execute(this.#db);
    const total = rows.reduce((sum, { items }) => sum + items, 0);
    const pages = await Promise.all(
      rows.map(async ({ tenant, collection, items }) => {
        const share = Math.max(1, Math.round((limit * items) / total));
        const page = await this.lackingPage(target, { tenant, collection, id: '' }, share);
        return page.filter((key) => key.tenant === tenant && key.collection === collection);
      }),
    );
    return pages.flat().slice(0, limit);
  }

  /** Items have vectors under a second pack as well, as long as their content is the one given. Of two packs before, the one in use stays. */
  async markEmbedded(keys: readonly ItemVersion[], source: string, target: string): Promise<void> {
    if (keys.length === 0) return;
    await sql`
      update items set second_pack = ${target}, pack = case when second_pack = ${source} then ${source} else pack end
      from ${keyRows(keys)}
      where items.tenant = wanted.tenant and items.collection = wanted.collection and items.id = wanted.id
        and items.content_hash = wanted.content_hash and items.state = 'indexed' and items.pack <> ${target}
    `.execute(this.#db);
  }

  /** Items turned out to have no vectors under a second pack after all. */
  async unmark(keys: readonly ItemKey[], target: string): Promise<void> {
    if (keys.length === 0) return;
    await sql`
      update items set second_pack = null from ${keyRows(keys)}
      where items.tenant = wanted.tenant and items.collection = wanted.collection and items.id = wanted.id
        and items.second_pack = ${target}
    `.execute(this.#db);
  }

  /**
   * Makes the target the pack of so many items that have vectors under it, their former pack the second.
   * @param touch - whether they count as changed, so that their tags are looked at
   * @returns how many it moved
   */
  async moveItems(target: string, limit: number, touch = false): Promise<number> {
    const { numAffectedRows = 0n } = await sql`
      update items set pack = second_pack, second_pack = pack,
        updated_at = case when ${touch} then now() else updated_at end
      where (tenant, collection, id) in (
        select tenant, collection, id from items where second_pack = ${target} limit ${limit} for update skip locked
      )
    `.execute(this.#db);
    return Number(numAffectedRows);
  }

  /** Items turned out to have no vectors at all: they count as lacking under every pack until they are embedded again. */
  async markLost(keys: readonly ItemVersion[]): Promise<void> {
    if (keys.length === 0) return;
    await sql`
      update items set pack = ${NO_PACK}, second_pack = null from ${keyRows(keys)}
      where items.tenant = wanted.tenant and items.collection = wanted.collection and items.id = wanted.id
        and items.content_hash = wanted.content_hash and items.state = 'indexed'
    `.execute(this.#db);
  }

  /** Searchable items that should have vectors under a pack, lost ones included, per collection of all tenants that has any. */
  async coveredByCollection(pack: string): Promise<{ tenant: string; collection: string; items: number }[]> {
    const { rows } = await sql<{ tenant: string; collection: string; items: number }>`
      select tenant, collection, sum(indexed)::double precision as items from item_counts
      where pack in (${NO_PACK}, ${pack}) or second_pack = ${pack} group by tenant, collection having sum(indexed) > 0
    `.execute(this.#db);
    return rows;
  }

  /** Lists items the switch cannot embed. */
  async addFailures(id: number, failures: readonly ModelSwitchFailure[]): Promise<void> {
    if (failures.length === 0) return;
    await this.#db
      .insertInto('model_switch_failures')
      .values(
        failures.map(({ tenant, collection, id: item_id, code, reason }) => ({
          tenant,
          collection,
          item_id,
          switch_id: id,
          code,
          reason: storable(reason),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Items the last switch could not embed, in the order of their keys. */
  async failures(limit: number): Promise<ModelSwitchFailure[]> {
    return this.#db
      .selectFrom('model_switch_failures')
      .select(['tenant', 'collection', 'item_id as id', 'code', 'reason'])
      .orderBy('tenant')
      .orderBy('collection')
      .orderBy('item_id')
      .limit(limit)
      .execute();
  }

  /** Items of either state have indexes of their own. */
  async #isAnyLacking(
    target: string,
    when: RawBuilder<unknown>,
    also: RawBuilder<unknown> = sql`false`,
  ): Promise<boolean> {
    const { rows } = await sql<{ found: boolean }>`
      select exists (
        select from items where (pack < ${target} or pack > ${target}) and state = 'indexed' and ${lacking(target)}
          and ${notListed} and ${when}
      ) or exists (
        select from items where state <> 'indexed' and ${also} and ${lacking(target)} and ${notListed} and ${when}
      ) as found
    `.execute(this.#db);
    return rows[0]!.found;
  }

  async #move(id: number, from: readonly ModelSwitch['state'][], values: object): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('model_switches')
      .set(values)
      .where('id', '=', id)
      .where('state', 'in', from)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) this.changed.emit();
    return numUpdatedRows > 0n;
  }
}

function toSwitch(row: Selectable<ModelSwitchTable>): ModelSwitch {
  return {
    id: Number(row.id),
    source: row.source,
    target: row.target,
    state: row.state,
    acceptFailures: row.accept_failures,
    actor: row.actor,
    createdAt: row.created_at,
    switchedAt: row.switched_at,
    finishedAt: row.finished_at,
  };
}
