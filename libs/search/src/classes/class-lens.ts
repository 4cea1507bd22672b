import type { Modality, ReadPoint } from '@unseen/domain';

/** The vectors a class decision is made from. */
export type ClassEvidence = ReadPoint['vectors'];

/** The sides of an item that class decisions read. */
export const CLASS_SIDES: readonly Modality[] = ['image', 'caption'];

/** The class of a hit. */
export interface HitClass {
  readonly id: string;
  readonly name: string;
  readonly seen: boolean;
  /** 0 to 1. */
  readonly probability: number;
}

/** A class as facets show it. */
export interface ClassInFacets {
  readonly id: string;
  readonly name: string;
  readonly seen: boolean;
  /** Id of the class it is a kind of. */
  readonly parent?: string;
}

/** A class the query names. */
export interface NamedInQuery {
  readonly id: string;
  readonly name: string;
  /** The word of the catalogue that the query holds. */
  readonly word: string;
  readonly as: 'name' | 'synonym';
}

/** Where to look for members of classes. */
export interface MemberDirection {
  readonly modality: Modality;
  /** D floats. */
  readonly vector: Float32Array;
}

/** What the classes that a query names say of items. */
export interface NamedEvidence {
  /** The share of the query's words that name classes, above 0. */
  readonly share: number;
  /** Directions in which members lie. */
  readonly directions: readonly MemberDirection[];
  /** The probability that an item belongs to each of the named classes, in their order; in large catalogues, that each applies. */
  probabilities(vectors: ClassEvidence): readonly number[];
  /** Whether one of the named classes applies to an item, by its own line and whatever other classes say. */
  applies(vectors: ClassEvidence): boolean;
}

/**
 * What a search knows of classes: a catalogue at one version, seen with the wishes of one request. Classes are worked out from the
 * vectors of the candidates, so they are right from the moment a class exists, and filters, facets and hits cannot disagree.
 */
export interface ClassLens {
  /** The class of each of some items; undefined when no class explains it, or hits are not to carry theirs. */
  classesOf(items: readonly ClassEvidence[]): Promise<(HitClass | undefined)[]>;
  /** The ids of those classes alone, which are told sooner. */
  membersOf(items: readonly ClassEvidence[]): Promise<(string | undefined)[]>;
  /** A class and those it is a kind of, as far as they take part: an item of it is found by each of them. */
  lineage(id: string): readonly ClassInFacets[];
  /** The classes hits must belong to; undefined: any, or none. */
  readonly only?: {
    /** Those of some items that do. */
    among<T>(items: readonly T[], vectorsOf: (item: T) => ClassEvidence): Promise<T[]>;
    /** Directions in which members lie, those nearest to the query first. */
    directions(query: Float32Array | undefined): readonly MemberDirection[];
    /** Tells requests apart for cursors. */
    readonly key: string;
  };
  /** The classes the query's text names. */
  readonly named: readonly NamedInQuery[];
  /** What {@link named} say of items; absent when the text names none. */
  readonly evidence?: NamedEvidence;
}
