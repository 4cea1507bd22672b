import type { CatalogueClass } from '@unseen/domain';
import { wordCollisions } from '../check/collisions.ts';
import { ancestors } from '../check/family.ts';
import { nameKey } from '../name/name-key.ts';
import { dot } from '../prototype/vectors.ts';
import type { ClassIndex } from '../score/class-index.ts';

/** Inner product of two prototypes from which on the classes are hard to tell apart. */
export const NEAR_DUPLICATE = 0.9;
const NO_ITEMS = 'No stored item belongs to it.';
const NO_ITEMS_YET = 'Whether an item belongs to it is not known yet: items are still being tagged.';
/** Classes that are compared with one another at most: the work grows with their square. */
const MOST_COMPARED = 2_000;

/** Something about a class that deserves a look. */
export interface Finding {
  readonly kind: 'word_collision' | 'near_duplicate' | 'no_items' | 'seen_without_exemplars';
  readonly classId: string;
  readonly className: string;
  /** The other class, where two are involved. */
  readonly otherId?: string;
  readonly otherName?: string;
  readonly detail: string;
}

/**
 * Looks a catalogue through: words two classes share, classes whose prototypes nearly coincide, classes no item belongs to,
 * classes that are called seen and have no exemplar.
 * @param items - items per class id
 * @param tagged - whether all items have their tags: before, a class without items may have some yet
 */
export function lintClasses(
  classes: readonly CatalogueClass[],
  index: ClassIndex,
  items: ReadonlyMap<string, number>,
  tagged = true,
): Finding[] {
  return [
    ...sharedWords(classes),
    ...nearDuplicates(classes, index),
    ...index.classes.flatMap(({ entry }): Finding[] => {
      const at = { classId: entry.id, className: entry.name };
      const none = (items.get(entry.id) ?? 0) === 0;
      const bare = entry.seen && entry.exemplars.length === 0;
      return [
        ...(none ? [{ kind: 'no_items' as const, ...at, detail: tagged ? NO_ITEMS : NO_ITEMS_YET }] : []),
        ...(bare
          ? [
              {
                kind: 'seen_without_exemplars' as const,
                ...at,
                detail: 'It is called seen but has no exemplar.',
              },
            ]
          : []),
      ];
    }),
  ];
}

function sharedWords(classes: readonly CatalogueClass[]): Finding[] {
  // Only classes that share a word are compared word by word.
  const owners = new Map<string, CatalogueClass[]>();
  for (const entry of classes) {
    for (const key of new Set([entry.name, ...entry.synonyms].map(nameKey))) {
      owners.set(key, [...(owners.get(key) ?? []), entry]);
    }
  }
  return [...owners.values()]
    .filter((sharing) => sharing.length > 1)
    .flatMap(([first, ...others]) =>
      others.map((other): Finding => {
        const [collision] = wordCollisions(other, [first!]);
        return {
          kind: 'word_collision',
          ...pair(other, first!),
          detail: `Both carry the word "${collision!.word}".`,
        };
      }),
    );
}

function nearDuplicates(classes: readonly CatalogueClass[], { classes: scored }: ClassIndex): Finding[] {
  if (scored.length > MOST_COMPARED) return [];
  const byId = new Map(classes.map((entry) => [entry.id, entry]));
  const kin = (a: string, b: string) => ancestors(a, byId).includes(b) || ancestors(b, byId).includes(a);
  return scored.flatMap((a, at) =>
    scored.slice(at + 1).flatMap((b): Finding[] => {
      const nearness = dot(a.prototype.image, b.prototype.image);
      if (nearness < NEAR_DUPLICATE || kin(a.entry.id, b.entry.id)) return [];
      const detail = `Their prototypes nearly coincide (${nearness.toFixed(2)}).`;
      return [{ kind: 'near_duplicate', ...pair(a.entry, b.entry), detail }];
    }),
  );
}

function pair(a: CatalogueClass, b: CatalogueClass) {
  return { classId: a.id, className: a.name, otherId: b.id, otherName: b.name };
}
