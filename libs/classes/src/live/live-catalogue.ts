import { assigned, decide, type Calibration, type Decision, type RankedClass } from '../score/decide.ts';
import { NameIndex } from '../name/name-index.ts';
import { namedClasses, type NamedClass } from '../understand/named-classes.ts';
import { withDescendants } from '../check/family.ts';
import { type Background, type ItemVectors } from '../score/background.ts';
import { type ClassIndex } from '../score/class-index.ts';
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
