export { notUnderstood, textWarnings, type TextWarning } from './understand/text-warnings.ts';
export { Searcher } from './searcher.ts';
export {
  SEARCH_STAGES,
  type QueryEncoder,
  type SearchEvent,
  type SearchStage,
  type SearcherOptions,
  type SearcherParts,
} from './searcher-parts.ts';
export {
  CUTOFFS,
  FUSION_METHODS,
  RESCORE_METHODS,
  SEARCH_LIMITS,
  SEARCH_TARGETS,
  type Cutoff,
  type FusionMethod,
  type RescoreMethod,
  type SearchRequest,
  type SearchTarget,
  type Unwanted,
} from './query/search-request.ts';
export type { FacetRange, FacetRequest } from './query/arrangement.ts';
export type { ClassFacet, Hit, SearchResponse } from './search-response.ts';
export type {
  ClassEvidence,
  ClassLens,
  HitClass,
  MemberDirection,
  NamedEvidence,
  NamedInQuery,
} from './classes/class-lens.ts';
export type { Took } from './stage-clock.ts';
export {
  findWritten,
  MOST_ITEMS,
  placesOf,
  type FoundWritten,
  type PlacedWord,
} from './written/find-written.ts';
export { asksForHasText, MOST_WITH_TEXT } from './written/has-text.ts';
export { quotedWords, rankWritten, type RankedWritten } from './written/rank-written.ts';
export { parseFilter } from './query/parse-filter.ts';
export { JOINT_TEXT_SHARE, jointVector } from './embed/joint-vector.ts';
export { RESCORE_SKIPS, type RescoreSkip } from './rescore/rescore-skip.ts';
export {
  attentionAsJson,
  type AttentionExplanation,
  type HitExplanation,
  type ListExplanation,
  type UnwantedExplanation,
} from './explain/explanation.ts';
export { fuse } from './fuse/fuse.ts';
export {
  reciprocalRank,
  RECIPROCAL_RANK_K,
  standardScore,
  type Contributions,
} from './fuse/contributions.ts';
export {
  rankedList,
  type Fused,
  type ListEntry,
  type RankedList,
  type Standing,
} from './fuse/ranked-list.ts';
export { LIST_KEYS, type ListKey, type QueryPart, type VectorListKey } from './recall/list-key.ts';
export { findAlike, type AlikeGroup, type AlikePart } from './alike/find-alike.ts';
export { FacetCounter, type Facet, type FacetValue } from './facets/facet-counter.ts';
