import { Injectable } from '@nestjs/common';
import { AppError, VectorStore } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import { markLost } from '@unseen/ingest';
import { Ledger, type ModelSwitch as StoredSwitch, type ModelSwitchFailure } from '@unseen/ledger';
import { PackInUse } from '@unseen/server';
import type { ModelStatus, ModelSwitch } from '@unseen/api';

/** Begins and watches switches between model packs; the workers see to them. */
@Injectable()
export class ModelSwitches {
  constructor(
    private readonly ledger: Ledger,
    private readonly packs: PackInUse,
    private readonly encoder: Encoder,
    private readonly store: VectorStore,
  ) {}

  /** Which pack is in use, which are there, and how the last switch stands. */
  async state(): Promise<ModelStatus> {
    const latest = await this.ledger.modelSwitches.latest();
    return {
      pack: this.encoder.pack.id,
      packs: [...(await this.packs.available()).keys()].sort(),
      ...(latest && { switch: await this.#describe(latest) }),
    };
  }

  /** The pack of a name, or of a name and version. @throws AppError `pack_unknown` */
  async find(wanted: string): Promise<string> {
    const known = [...(await this.packs.available()).keys()];
    const found = known.filter((id) => id === wanted || id.slice(0, id.lastIndexOf('@')) === wanted);
    if (found.length === 1) return found[0]!;
    const list = known.sort().join(', ');
    throw new AppError(
      'pack_unknown',
      found.length === 0
        ? `There is no pack "${wanted}"; there are ${list}.`
        : `"${wanted}" has several versions; name one of ${found.sort().join(', ')}.`,
    );
  }

  /**
   * Begins to go over to a pack. Asked again for the pack of the switch under way, it only takes note of what may be left behind.
   * @throws AppError `pack_unknown`, `model_switch_running`, `model_switch_needless`
   */
  async begin(wanted: string, acceptFailures: boolean, actor: string): Promise<void> {
    const { modelSwitches } = this.ledger;
    const target = await this.find(wanted);
    const running = await modelSwitches.running();
    if (running?.target === target) {
      if (acceptFailures) await modelSwitches.acceptFailures(running.id);
      return;
    }
    const source = this.encoder.pack.id;
    const { embedded, items } = await modelSwitches.coverage(target);
    if (target === source && embedded === items) {
      throw new AppError(
        'model_switch_needless',
        `${target} is in use, and every item has vectors under it.`,
      );
    }
    await modelSwitches.begin({ source, target, acceptFailures, actor });
  }

  /**
   * Looks which items have lost their vectors and begins to embed them again, from what is stored of them.
   * @param collection - absent: every collection of all tenants
   * @returns how many items have lost them
   * @throws AppError `collection_not_found`, `model_switch_running`
   */
  async rebuild(tenant: string, collection: string | undefined, actor: string): Promise<number> {
    const { collections, modelSwitches } = this.ledger;
    if (collection !== undefined && (await collections.get(tenant, collection)) === undefined)
      throw new AppError('collection_not_found', `There is no collection "${collection}".`);
    const pack = this.encoder.pack.id;
    const running = await modelSwitches.running();
    if (running !== undefined && running.target !== pack)
      throw new AppError(
        'model_switch_running',
        `A switch to ${running.target} is under way; it embeds everything.`,
      );
    const only = collection === undefined ? undefined : [{ tenant, collection }];
    const lost = await markLost({ ledger: this.ledger, store: this.store, pack }, only);
    if (lost > 0 && running === undefined)
      await modelSwitches.begin({ source: pack, target: pack, acceptFailures: false, actor });
    return lost;
  }

  /** Ends a switch while searches still use the former pack. @throws AppError `model_switch_not_running` */
  async cancel(): Promise<void> {
    const running = await this.ledger.modelSwitches.running();
    if (running !== undefined && (await this.ledger.modelSwitches.cancel(running.id))) return;
    throw new AppError(
      'model_switch_not_running',
      running === undefined ? 'No switch is under way.' : `Searches use ${running.target} already.`,
    );
  }

  /** Items the last switch could not embed. */
  failures(limit: number): Promise<ModelSwitchFailure[]> {
    return this.ledger.modelSwitches.failures(limit);
  }

  async #describe(found: StoredSwitch): Promise<ModelSwitch> {
    const { source, target, state, acceptFailures, createdAt, switchedAt, finishedAt } = found;
    const { modelSwitches, prototypes } = this.ledger;
    const over = state === 'settling' || state === 'completed';
    const [{ items, embedded, failed, lacking }, due] = await Promise.all([
      modelSwitches.coverage(target),
      over ? prototypes.calibrationsDue(target) : [],
    ]);
    return {
      from: source,
      to: target,
      state,
      items,
      embedded,
      failed,
      acceptFailures,
      waiting: state === 'embedding' && lacking === 0 && failed > 0 && !acceptFailures,
      calibrationsDue: due.length,
      createdAt,
      switchedAt,
      finishedAt,
    };
  }
}
