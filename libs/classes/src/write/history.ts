import { changedFields, diffClasses, type CatalogueDiff } from '../version/diff.ts';
import { AppError, pointId, type CatalogueClass, type VectorSpaceKey } from '@unseen/domain';
import type { CatalogueState, ClassEdit } from '@unseen/ledger';
import type { Actor, WritingParts } from '../class-parts.ts';
import type { LiveCatalogue } from '../live/live-catalogue.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';
import { reachOf } from '../retag/reach.ts';
import { requestRetag } from '../retag/messages.ts';
import { putEdit } from './class-input.ts';

/** Items that belong to another class than before; null: to none. */
export interface Moved {
  readonly from: string | null;
  readonly to: string | null;
  readonly items: number;
  /** Some of them. */
  readonly examples: readonly string[];
}

/** What sets two versions apart, in words and in the items of a collection. */
export interface VersionDiff extends CatalogueDiff {
  readonly moved: readonly Moved[];
}

const EXAMPLES = 5;
const AT_ONCE = 256;

/** The versions of catalogues: compare, go back, publish. */
export class History {
  readonly #parts: WritingParts;
  readonly #catalogues: LiveCatalogues;

  constructor(parts: WritingParts, catalogues: LiveCatalogues) {
    this.#parts = parts;
    this.#catalogues = catalogues;
  }

  /**
   * Compares two versions, and which class each item of a collection belongs to under either. Only items that a changed class can
   * reach are looked at.
   * @throws AppError `catalogue_version_not_found`
   */
  async diff(space: VectorSpaceKey, from: number, to: number): Promise<VersionDiff> {
    const [before, after] = [await this.#catalogues.of(space, from), await this.#catalogues.of(space, to)];
    const diff = diffClasses([...before.classes.values()], [...after.classes.values()]);
    const ids = new Set([...diff.added, ...diff.removed, ...diff.changed].map(({ id }) => id));
    const items = new Set<string>();
    for (const live of [before, after]) {
      for (const scored of live.index.classes.filter(({ entry }) => ids.has(entry.id))) {
        const reached = await reachOf(this.#parts.store, space, scored, live);
        for (const item of reached) items.add(item);
      }
    }
    return { ...diff, moved: await this.#moved(space, before, after, [...items]) };
  }

  /** Makes a new version that equals an earlier one; nothing is embedded. @throws AppError `catalogue_version_not_found` */
  async rollback({ tenant, name: actor }: Actor, version: number): Promise<CatalogueState> {
    const { ledger, queue } = this.#parts;
    const target = await ledger.classes.state(tenant, version);
    const act = { tenant, actor, action: 'catalogue.rollback', subject: `version ${version}` };
    const state = await ledger.classes.change(act, (classes) => editsTo(classes, target.classes));
    await requestRetag(queue, tenant);
    return state;
  }

  async #moved(
    space: VectorSpaceKey,
    before: LiveCatalogue,
    after: LiveCatalogue,
    items: readonly string[],
  ): Promise<Moved[]> {
    const moves = new Map<
      string,
      { from: string | null; to: string | null; items: number; examples: string[] }
    >();
    for (let start = 0; start < items.length; start += AT_ONCE) {
      const ids = items.slice(start, start + AT_ONCE).map((item) => pointId(space, item));
      for (const { itemId, vectors } of await this.#parts.store.read(space, ids, {
        vectors: ['image', 'caption'],
      })) {
        const from = before.memberOf(vectors);
        const to = after.memberOf(vectors);
        if (from?.id === to?.id) continue;
        const key = JSON.stringify([from?.id, to?.id]);
        const move = moves.get(key) ?? {
          from: from?.name ?? null,
          to: to?.name ?? null,
          items: 0,
          examples: [],
        };
        move.items += 1;
        if (move.examples.length < EXAMPLES) move.examples.push(itemId);
        moves.set(key, move);
      }
    }
    return [...moves.values()].sort((a, b) => b.items - a.items);
  }

  /** Marks a version as the published one. @throws AppError `catalogue_version_not_found` */
  async publish({ tenant, name: actor }: Actor, version: number): Promise<void> {
    const act = { tenant, actor, action: 'catalogue.publish', subject: `version ${version}` };
    await this.#parts.ledger.classes.publish(act, version);
  }
}

/** The edits that make the classes what they were; what is the same already is left alone. */
function editsTo(classes: readonly CatalogueClass[], target: readonly CatalogueClass[]): ClassEdit[] {
  const now = new Map(classes.map((entry) => [entry.id, entry]));
  const wanted = new Set(target.map(({ id }) => id));
  const gone = classes.filter(({ id }) => !wanted.has(id)).map(({ id }): ClassEdit => ({ op: 'remove', id }));
  const put = target.flatMap((entry): ClassEdit[] => {
    const { id, since: _since, ...content } = entry;
    const here = now.get(id);
    return here && changedFields(here, content).length === 0 ? [] : [putEdit(id, content)];
  });
  if (gone.length + put.length === 0) {
    throw new AppError('invalid_request', 'The catalogue is the same as in that version already.');
  }
  return [...gone, ...put];
}
