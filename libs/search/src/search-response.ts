import type { Metadata } from '@unseen/domain';
import type { FieldFacet } from './arrange/count-facets.ts';
import type { HitGroup } from './arrange/group.ts';
import type { MatchEvidence } from './cut/match-evidence.ts';
import type { FieldWarning } from './query/known-fields.ts';
import type { ClassInFacets, HitClass, NamedInQuery } from './classes/class-lens.ts';
import type { HitExplanation } from './explain/explanation.ts';
import type { TextWarning } from './understand/text-warnings.ts';
import type { RescoreSkip } from './rescore/rescore-skip.ts';
import type { Took } from './stage-clock.ts';

/** One item found. */
export interface Hit {
  readonly id: string;
  /** Fused score: higher is better. Comparable within one search only. */
  readonly score: number;
  /** How surely it is what was asked for, 0 to 1: the same scale for every text and in every collection. */
  readonly match: number;
  /** What makes it a match of the text: what it shows or its captions say, its words, or what is written in its picture. */
  readonly matchedBy?: readonly MatchEvidence[];
  /** Set where the match is under the line: it was asked for to be shown anyway. */
  readonly weak?: true;
  /** Its collection, where several were searched. */
  readonly collection?: string;
  /** The first caption. */
  readonly caption?: string;
  readonly captions?: string[];
  readonly metadata: Metadata;
  readonly hasImage: boolean;
  /** The class the item belongs to; absent when no class explains it. */
  readonly class?: HitClass;
  /** The group the hit stands for, with `groupBy`. */
  readonly group?: HitGroup;
  /** Hits folded into this one since their pictures look the same, with `nearDuplicates: fold`. */
  readonly alike?: number;
  readonly explain?: HitExplanation;
}

/** How many hits a search has when it is restricted to a class. */
export interface ClassFacet extends ClassInFacets {
  /** Kinds of the class included. */
  readonly count: number;
  /** Otherwise there are at least so many. */
  readonly exact: boolean;
}

/** The answer to a search. */
export interface SearchResponse {
  readonly hits: Hit[];
  /** Pass it as `cursor` for the next page; absent on the last one. */
  readonly nextCursor?: string;
  /** Milliseconds; a page after the first has only `total`. */
  readonly took: Took;
  /** Whether attention made the order. */
  readonly rescored: boolean;
  /** Why it did not. */
  readonly rescoreSkipped?: RescoreSkip;
  /** How many candidates, from the first on, attention put in order; under load fewer than there were. Absent where it did not. */
  readonly rescoredCandidates?: number;
  /** Candidates left out because they do not match. */
  readonly cut: number;
  /** Candidates that `not` vetoed. */
  readonly vetoed: number;
  /** What the caller should know of the words of the query and the fields it names. */
  readonly warnings?: readonly (TextWarning | FieldWarning)[];
  /** The classes the query names. */
  readonly named?: readonly NamedInQuery[];
  /** Per class, how many hits the same search has in it, over all pages; most first. Only on the first page. */
  readonly classes?: readonly ClassFacet[];
  /** Items that belong to the answer, over all pages. Only on the first page. */
  readonly total?: Total;
  /** Per field asked for: how many items of the answer have each value. Only on the first page. */
  readonly facets?: Readonly<Record<string, FieldFacet>>;
}

/** How many items belong to an answer. */
export interface Total {
  readonly value: number;
  /** Otherwise there are at least so many. */
  readonly exact: boolean;
}
