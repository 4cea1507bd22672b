import {
  assigned,
  belongs,
  decide,
  memberOf,
  probabilitiesOf,
  type Calibration,
  type Decision,
  type RankedClass,
} from '../score/decide.ts';
import { membersOf, withProbabilities, type Member } from '../score/decide-many.ts';
import { NameIndex } from '../name/name-index.ts';
import { namedClasses, type NamedClass } from '../understand/named-classes.ts';
import { withDescendants } from '../check/family.ts';
import { type Background, type ItemVectors } from '../score/background.ts';
import { classMatch } from '../score/class-line.ts';
import type { ClassIndex, ScoredClass } from '../score/class-index.ts';
import { AppError, type CatalogueClass } from '@unseen/domain';

/** Which classes a search is about. */
export type Scope = 'all' | 'seen' | 'unseen';

/** One version of a catalogue at work on one collection. It never changes: a new version is a new object. */
export class LiveCatalogue {
  readonly version: number;
  /** Every class, those that are off included. */
  readonly classes: ReadonlyMap<string, CatalogueClass>;
  /** The active classes against the background of the collection. */
  readonly index: ClassIndex;
  readonly background: Background;
  readonly calibration: Calibration;
  readonly #byName: NameIndex;
  readonly #wanted = new WeakMap<ReadonlySet<string>, readonly ScoredClass[]>();
  /** The class of items by the vectors that were decided on: a store gives out the same vectors while it keeps them. */
  readonly #members = new WeakMap<
    Float32Array,
    { readonly item: ItemVectors; readonly entry?: CatalogueClass }
  >();

  constructor(
    version: number,
    classes: readonly CatalogueClass[],
    index: ClassIndex,
    background: Background,
    calibration: Calibration,
  ) {
    this.version = version;
    this.#byName = new NameIndex(classes);
    this.classes = new Map(classes.map((entry) => [entry.id, entry]));
    this.index = index;
    this.background = background;
    this.calibration = calibration;
  }

  /** Whether no class takes part in decisions. */
  get isEmpty(): boolean {
    return this.index.classes.length === 0;
  }

  /** What an item is taken to be. */
  decide(item: ItemVectors): Decision {
    return decide(this.index, item, this.calibration);
  }

  /** The class of an item, or undefined when no class explains it. */
  classOf(item: ItemVectors): RankedClass | undefined {
    return assigned(this.decide(item));
  }

  /** The class of an item as {@link classOf} says, sooner: how likely it is is not worked out. */
  memberOf(item: ItemVectors): CatalogueClass | undefined {
    if (this.#isKnown(item)) return this.#members.get((item.image ?? item.caption)!)!.entry;
    const entry = memberOf(this.index, item, this.calibration);
    this.#keep(item, entry);
    return entry;
  }

  /** The class of each of many items as {@link memberOf} says; others get their turn meanwhile. */
  async membersOf(items: readonly ItemVectors[]): Promise<(CatalogueClass | undefined)[]> {
    const unknown = items.filter((item) => !this.#isKnown(item));
    const entries = await membersOf(this.index, unknown, this.calibration);
    const found = new Map(unknown.map((item, at) => [item, entries[at]]));
    for (const [item, entry] of found) this.#keep(item, entry);
    return items.map((item) => (found.has(item) ? found.get(item) : this.memberOf(item)));
  }

  /** The same, and how likely each is. */
  async withProbabilities(items: readonly ItemVectors[]): Promise<(Member | undefined)[]> {
    const entries = await this.membersOf(items);
    const members = items.flatMap((item, at) => (entries[at] ? { item, entry: entries[at] } : []));
    const weighed = await withProbabilities(this.index, members, this.calibration);
    return entries.map((entry) => (entry ? weighed.shift() : undefined));
  }

  /** How likely an item belongs to each of some classes, in their order. */
  probabilitiesOf(item: ItemVectors, ids: readonly string[]): number[] {
    if (this.isEmpty || (!item.image && !item.caption)) return ids.map(() => 0);
    const probabilities = probabilitiesOf(this.index, item, this.calibration);
    return ids.map((id) => probabilities[this.index.placeOf(id) ?? -1] ?? 0);
  }

  /** How surely some classes apply to an item, each whatever the others say, in their order. */
  matchesOf(item: ItemVectors, ids: readonly string[]): number[] {
    return ids.map((id) => {
      const { line } = this.index.classes[this.index.placeOf(id) ?? -1] ?? {};
      return line ? classMatch(line, item) : 0;
    });
  }

  /** Whether one of some classes applies to an item by its own line, whatever the others say; one without a line does not. */
  applies(item: ItemVectors, ids: ReadonlySet<string>): boolean {
    return this.#scored(ids).some(
      (each) => each.line !== undefined && each.leastMatch !== undefined && belongs(each, item),
    );
  }

  /** The items that belong to one of some classes: most do not, which is told by those classes alone. */
  async amongMembers<T>(
    items: readonly T[],
    vectorsOf: (item: T) => ItemVectors,
    ids: ReadonlySet<string>,
  ): Promise<T[]> {
    const scored = this.#scored(ids);
    const near = items.filter((item) => scored.some((each) => belongs(each, vectorsOf(item))));
    const entries = await this.membersOf(near.map(vectorsOf));
    return near.filter((_, at) => ids.has(entries[at]?.id ?? ''));
  }

  /** The active classes a text names. */
  named(text: string): NamedClass[] {
    return namedClasses(
      text,
      this.index.classes.map(({ entry }) => entry),
    );
  }

  /**
   * A class by its id, by its name, or by a synonym that no other class has; case, width and invisible characters do not count.
   * @throws AppError `class_not_found`
   */
  find(idOrName: string): CatalogueClass {
    const found = this.classes.get(idOrName) ?? this.#byName.find(idOrName);
    if (found === undefined) throw new AppError('class_not_found', `There is no class "${idOrName}".`);
    return found;
  }

  #isKnown({ image, caption }: ItemVectors): boolean {
    const key = image ?? caption;
    const known = key && this.#members.get(key);
    return known !== undefined && known.item.image === image && known.item.caption === caption;
  }

  #keep({ image, caption }: ItemVectors, entry: CatalogueClass | undefined): void {
    const key = image ?? caption;
    if (key !== undefined) this.#members.set(key, { item: { image, caption }, entry });
  }

  #scored(ids: ReadonlySet<string>): readonly ScoredClass[] {
    const known = this.#wanted.get(ids);
    if (known) return known;
    const scored = [...ids].flatMap((id) => this.index.classes[this.index.placeOf(id) ?? -1] ?? []);
    this.#wanted.set(ids, scored);
    return scored;
  }

  /** Ids of the classes a search is restricted to, kinds of them included; undefined when it is not restricted. */
  wanted(classes: readonly string[] | undefined, scope: Scope): ReadonlySet<string> | undefined {
    if (classes === undefined && scope === 'all') return undefined;
    const ids =
      classes &&
      withDescendants(
        classes.map((each) => this.find(each).id),
        this.classes,
      );
    const inScope = this.index.classes
      .map(({ entry }) => entry)
      .filter(
        ({ id, seen }) =>
          (ids === undefined || ids.has(id)) && (scope === 'all' || seen === (scope === 'seen')),
      );
    return new Set(inScope.map(({ id }) => id));
  }
}
