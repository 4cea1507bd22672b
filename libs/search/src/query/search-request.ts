import type { Filter, VectorSpaceKey } from '@unseen/domain';
import type { Arrangement, FacetRequest } from './arrangement.ts';
import type { SideWeights } from '../recall/list-key.ts';
import type { WrittenHolding } from '../written/rank-written.ts';
import type { ClassLens } from '../classes/class-lens.ts';

/** How the candidates are scored again: word-guided attention, self-attention, or not at all. */
export const RESCORE_METHODS = ['imfa', 'self', 'none'] as const;
export type RescoreMethod = (typeof RESCORE_METHODS)[number];

/** How the lists become one: by reciprocal rank, or by weighted standard score. */
export const FUSION_METHODS = ['rrf', 'weighted'] as const;
export type FusionMethod = (typeof FUSION_METHODS)[number];

/** Which side of an item the query is compared with. */
export const SEARCH_TARGETS = ['any', 'image', 'caption'] as const;
export type SearchTarget = (typeof SEARCH_TARGETS)[number];

/** Whether hits under the line of the pack, which do not match, are left out. */
export const CUTOFFS = ['auto', 'off'] as const;
export type Cutoff = (typeof CUTOFFS)[number];

/** Bounds of a search request. */
export const SEARCH_LIMITS = {
  /** Hits on one page. */
  limit: 200,
  defaultLimit: 20,
  /** Candidates of one search: the window pages are cut from. */
  candidates: 1_000,
  defaultCandidates: 100,
  /** Items looked at by a search restricted to classes, and by one that counts classes. */
  inClasses: 2_000,
  /** Characters of `text` and of each `not`. */
  textLength: 2_000,
  /** Texts, pictures and items in `not`. */
  unwanted: 8,
  /** Entries of `queries`. */
  queries: 16,
  /** The most a side or a query can be weighed with. */
  weight: 10,
} as const;

/** A picture, or a stored item, that hits should not be like. */
export type UnlikeWish = { readonly image: Uint8Array } | { readonly itemId: string };

/** Something unwanted: what a text says, or what looks like a picture or an item. */
export type Unwanted = string | UnlikeWish;

/** One of several queries: a text, a picture or an item of the collection. */
export interface PartialQuery {
  readonly text?: string;
  readonly image?: Uint8Array;
  readonly itemId?: string;
  /** -10 to 10, not 0; below 0: what hits should not be like. Default 1. */
  readonly weight?: number;
}

/** A search. Without `text`, `image` and `itemId` it browses what satisfies the filter. */
export interface SearchRequest extends Omit<Arrangement, 'facets'> {
  /** Tenant, collection and model pack; the pack must be the encoder's. */
  readonly space: VectorSpaceKey;
  readonly text?: string;
  /** A picture file (JPEG, PNG, ...), undecoded. */
  readonly image?: Uint8Array;
  /** An item of the same collection to search with; it is never a hit itself. */
  readonly itemId?: string;
  /** In place of `text`, `image` and `itemId`: several, weighed against one another. Their items are no hits. */
  readonly queries?: readonly PartialQuery[];
  /** What the hits should not show, or be like. */
  readonly not?: Unwanted | readonly Unwanted[];
  /** From {@link parseFilter}; holds in every list. */
  readonly filter?: Filter;
  /** Only these items, chosen for what is written in their pictures: the words, and the ids they gave when the page was asked for. */
  readonly written?: { readonly words: string; readonly ids: readonly string[] };
  /** The items in whose pictures anything is written; needed where filter or arrangement name `$hasText` (see {@link asksForHasText}). */
  readonly withText?: ReadonlySet<string>;
  /** Items in whose pictures words of the text are written, best first: one more list. */
  readonly inPictures?: readonly WrittenHolding[];
  /** Hits on this page, 1 to 200. Default 20. */
  readonly limit?: number;
  /** `nextCursor` of the previous page; the rest of the request must be the same, except `limit`. */
  readonly cursor?: string;
  /**
   * Items recalled per list, kept in the window and re-scored, up to 1,000. Default 100; never below `limit`. A search restricted to
   * classes keeps up to 1,000 of those that match, and re-scores so many.
   */
  readonly candidates?: number;
  /** Default `imfa`. */
  readonly rescore?: RescoreMethod;
  /** Default `weighted`: it ranks better (docs/adr/0004-rescoring-and-fusion.md). */
  readonly fusion?: FusionMethod;
  /** Default `any`. */
  readonly target?: SearchTarget;
  /** Whether only what matches the text is found. Default `auto`. */
  readonly cutoff?: Cutoff;
  /** The least match of a hit, 0 to 1, in place of the line that {@link cutoff} draws. */
  readonly minMatch?: number;
  /** How much pictures, captions and keywords count, as multiples of what they count by themselves; 0 leaves one out. */
  readonly weights?: SideWeights;
  /** Metadata fields whose words are searched beside those of id and captions. */
  readonly keywordFields?: readonly string[];
  /** Default false. */
  readonly explain?: boolean;
  /** Classes to show, keep or move forward; absent: the search knows of none. */
  readonly lens?: ClassLens;
  /** Fields whose values are counted over all pages; `true`: the classes. Default false. */
  readonly facets?: boolean | readonly FacetRequest[];
}
