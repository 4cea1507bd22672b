import { ancestors } from '../check/family.ts';
import { EVIDENCE, type Evidence } from '../score/background.ts';
import { dot } from '../prototype/vectors.ts';
import type { ScoredClass } from '../score/class-index.ts';
import { namedShare, type NamedClass } from '../understand/named-classes.ts';
import type { ClassEvidence, ClassLens, HitClass, MemberDirection, NamedEvidence } from '@unseen/search';
import type { LiveCatalogue, Scope } from '../live/live-catalogue.ts';

/** What a search wants of classes. */
export interface LensWishes {
  /** Ids or names; kinds of a class are included with it. */
  readonly classes?: readonly string[];
  readonly scope?: Scope;
  /** The query's text. */
  readonly text?: string;
  /** Whether hits carry their class. Default: where classes are asked for, and while there are at most 500. */
  readonly hitClasses?: boolean;
}

/** Active classes from which on each hit of a search is compared with all of them only where that is asked for. */
const LARGE = 500;

/** Classes whose members are looked for; a search over more of them takes those nearest to its query. */
const LOOKED_FOR = 12;

/**
 * What a search knows of classes.
 * @returns nothing when the catalogue is empty and nothing was wished for
 * @throws AppError `class_not_found`
 */
export function makeLens(live: LiveCatalogue, wishes: LensWishes): ClassLens | undefined {
  const { classes, scope = 'all', text } = wishes;
  const wanted = live.wanted(classes, scope);
  if (live.isEmpty && wanted === undefined) return undefined;
  const named = text === undefined ? [] : live.named(text);
  const { hitClasses = wanted !== undefined || !isLarge(live) } = wishes;
  return {
    classesOf: async (items): Promise<(HitClass | undefined)[]> => {
      if (!hitClasses) return items.map(() => undefined);
      const members = await live.withProbabilities(items);
      return members.map((member) => {
        if (!member) return undefined;
        const { id, name, seen } = member.entry;
        return { id, name, seen, probability: member.probability };
      });
    },
    membersOf: async (items) => (await live.membersOf(items)).map((entry) => entry?.id),
    lineage: (id) =>
      [id, ...ancestors(id, live.classes)].flatMap((each) => {
        const entry = live.classes.get(each);
        if (entry?.status !== 'active') return [];
        const { name, seen, parent } = entry;
        return [{ id: each, name, seen, ...(parent !== undefined && { parent }) }];
      }),
    ...(wanted && {
      only: {
        among: async (items, vectorsOf) => live.amongMembers(items, vectorsOf, wanted),
        directions: (query) => directionsOf(live, wanted, query),
        key: JSON.stringify([classes ?? null, scope]),
      },
    }),
    named: named.map(({ entry, word, as }) => ({ id: entry.id, name: entry.name, word, as })),
    ...(named.length > 0 && { evidence: evidenceOf(live, text!, named) }),
  };
}

/** Whether comparing an item with every class takes longer than a search should. */
function isLarge({ index }: LiveCatalogue): boolean {
  return index.classes.length > LARGE;
}

function evidenceOf(live: LiveCatalogue, text: string, named: readonly NamedClass[]): NamedEvidence {
  const ids = named.map(({ entry }) => entry.id);
  const wanted = new Set(ids);
  const known = new WeakMap<ClassEvidence, readonly number[]>();
  const byAll = live.index.leastMatch === undefined || !isLarge(live);
  return {
    share: namedShare(text, named),
    directions: directionsOf(live, wanted, undefined),
    // Order and explanation ask about the same vectors.
    probabilities: (vectors) => {
      const found =
        known.get(vectors) ?? (byAll ? live.probabilitiesOf(vectors, ids) : live.matchesOf(vectors, ids));
      known.set(vectors, found);
      return found;
    },
    applies: (vectors) => live.applies(vectors, wanted),
  };
}

function directionsOf(
  live: LiveCatalogue,
  wanted: ReadonlySet<string>,
  query: Float32Array | undefined,
): MemberDirection[] {
  const classes = live.index.classes.filter(({ entry }) => wanted.has(entry.id));
  const near = (prototype: Float32Array) =>
    query === undefined ? 0 : prototype.reduce((sum, value, i) => sum + value * query[i]!, 0);
  return classes
    .map((each) => ({ each, nearness: near(each.prototype.image) }))
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, LOOKED_FOR)
    .flatMap(({ each }) =>
      EVIDENCE.map((modality): MemberDirection => ({ modality, vector: membersOf(each, modality) })),
    );
}

/** Where the members of a class lie on one side: along its line, where it has one. */
function membersOf({ line, prototype }: ScoredClass, side: Evidence): Float32Array {
  const direction = line?.[side].direction;
  const length = direction === undefined ? 0 : Math.sqrt(dot(direction, direction));
  return length > 1e-6 ? direction!.map((value) => value / length) : prototype[side];
}
