import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Backlog } from '../records/backlog.ts';
import { lacking } from './lacking.ts';

/** What is left to do, over all tenants. Every method throws AppError `ledger_unavailable`. */
export class BacklogRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Items that background work still has to look at. Nothing is counted one by one but what a model switch has listed as failed and
   * the readings of pictures, so it costs about the same at any size.
   */
  async read(): Promise<Backlog> {
    const [load, tag, change, evaluate, read] = await Promise.all([
      this.#loading(),
      this.#tagging(),
      this.#switching(),
      this.#evaluating(),
      this.#reading(),
    ]);
    return { load, tag, switch: change, evaluate, read };
  }

  /** Entries of jobs that are not paused. What is not planned yet is not known: one at least. */
  #loading(): Promise<number> {
    return this.#sum(sql`
      select greatest(1, coalesce(total, planned) - done - failed - skipped) as items from jobs
      where state in ('queued', 'running')`);
  }

  /** Items of collections whose tags are of an earlier version of the catalogue. */
  #tagging(): Promise<number> {
    return this.#sum(sql`
      select pending + indexed as items from item_counts
      join catalogues on catalogues.tenant = item_counts.tenant and catalogues.version > 0
      left join retags on retags.tenant = item_counts.tenant and retags.collection = item_counts.collection
      where coalesce(retags.version, 0) <> catalogues.version`);
  }

  /** Items that the switch under way, or the rebuild, has not embedded. */
  async #switching(): Promise<number> {
    const running = await this.#db
      .selectFrom('model_switches')
      .select('target')
      .where('state', 'in', ['embedding', 'settling'])
      .executeTakeFirst();
    if (running === undefined) return 0;
    const { target } = running;
    return this.#sum(sql`
      select pending + indexed as items from item_counts where pack <> ${target} and second_pack <> ${target}
      union all
      select -count(*) from model_switch_failures as failed
      join items on items.tenant = failed.tenant and items.collection = failed.collection and items.id = failed.item_id
      where items.state <> 'deleting' and ${lacking(target)}`);
  }

  /** Of evaluations: what they measure, as far as that is known; one at least. */
  #evaluating(): Promise<number> {
    return this.#sum(sql`
      select greatest(1, coalesce(total - done, 1)) as items from evaluations where state in ('queued', 'running')`);
  }

  /** Pictures that nobody has read yet, of collections that are to be read. */
  #reading(): Promise<number> {
    return this.#sum(sql`
      select greatest(0, (
        select coalesce(sum(pictures), 0) from item_counts
        where item_counts.tenant = collections.tenant and item_counts.collection = collections.name
      ) - (
        select count(*) from item_texts where item_texts.tenant = collections.tenant
          and item_texts.collection = collections.name and item_texts.state <> 'reading'
      )) as items from collections where read_text <> 'off'`);
  }

  async #sum(rows: ReturnType<typeof sql>): Promise<number> {
    const { rows: found } = await sql<{ items: number }>`
      select coalesce(sum(items), 0)::double precision as items from (${rows}) as parts (items)
    `.execute(this.#db);
    return Math.max(0, found[0]!.items);
  }
}
