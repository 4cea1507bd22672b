import { ancestors } from '../check/family.ts';
import { assigned, type Decision } from '../score/decide.ts';
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
}

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
  const decisions = new WeakMap<ClassEvidence, Decision>();
  // The same vectors are asked about by filters, order, facets and hits.
  const decide = (vectors: ClassEvidence): Decision => {
    const made = decisions.get(vectors) ?? live.decide(vectors);
    decisions.set(vectors, made);
    return made;
  };
  return {
    classOf: (vectors): HitClass | undefined => {
      const found = assigned(decide(vectors));
      if (!found) return undefined;
      const { id, name, seen } = found.entry;
      return { id, name, seen, probability: found.probability };
    },
    memberOf: (vectors) => live.memberOf(vectors)?.id,
    lineage: (id) =>
      [id, ...ancestors(id, live.classes)].flatMap((each) => {
        const entry = live.classes.get(each);
        if (entry?.status !== 'active') return [];
        const { name, seen, parent } = entry;
        return [{ id: each, name, seen, ...(parent !== undefined && { parent }) }];
      }),
    ...(wanted && {
      only: {
        has: (vectors) => live.isMember(vectors, wanted),
        directions: (query) => directionsOf(live, wanted, query),
        key: JSON.stringify([classes ?? null, scope]),
      },
    }),
    named: named.map(({ entry, word, as }) => ({ id: entry.id, name: entry.name, word, as })),
    ...(named.length > 0 && { evidence: evidenceOf(live, text!, named, decide) }),
  };
}

function evidenceOf(
  live: LiveCatalogue,
  text: string,
  named: readonly NamedClass[],
  decide: (vectors: ClassEvidence) => Decision,
): NamedEvidence {
  const ids = named.map(({ entry }) => entry.id);
  return {
    share: namedShare(text, named),
    directions: directionsOf(live, new Set(ids), undefined),
    probabilities: (vectors) => {
      const { ranked } = decide(vectors);
      return ids.map((id) => ranked.find(({ entry }) => entry.id === id)?.probability ?? 0);
    },
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
