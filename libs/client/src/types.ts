import type { components } from './generated/api.ts';

type Schemas = components['schemas'];

export type Job = Schemas['JobDto'];
export type JobSource = Schemas['JobSourceDto'];
export type JobFailure = Schemas['JobFailureDto'];
export type Item = Schemas['ItemDto'];
export type Collection = Schemas['CollectionDto'];
export type Facet = Schemas['FacetDto'];
export type Hit = Schemas['HitDto'];
export type Explanation = Schemas['ExplanationDto'];
export type ListExplanation = Schemas['ListExplanationDto'];
export type Attention = Schemas['AttentionDto'];
export type SearchResult = Schemas['SearchResultDto'];
export type Readiness = Schemas['ReadinessDto'];

/** A search; `image` may be a file, which then travels as it is, or base64. */
export type Search = Omit<Schemas['SearchDto'], 'image'> & { readonly image?: Blob | string };

/** A new item: a picture, a caption, or both. */
export type NewItem = Omit<Schemas['CreateItemDto'], 'image'> & { readonly image?: Blob };

/** What became of an item that was sent. */
export type AddedItem = Schemas['ItemCreatedDto'] & {
  /** False when the same content was there already. */
  readonly created: boolean;
};

export type CatalogueClass = Schemas['ClassDto'];
export type NewClass = Schemas['CreateClassDto'];
export type ClassPreview = Schemas['PreviewDto'];
export type ClassFacet = Schemas['ClassFacetDto'];
export type UnknownCluster = Schemas['UnknownClusterDto'];
export type CatalogueVersion = Schemas['CatalogueVersionDto'];
export type VersionDiff = Schemas['VersionDiffDto'];
export type Evaluation = Schemas['EvaluationDto'];
export type ClassEvaluation = Schemas['ClassEvaluationDto'];
export type ClassReport = Schemas['ClassReportDto'];
export type ClassAccuracy = Schemas['AccuracyDto'];
export type ApiKey = Schemas['KeyDto'];
export type ModelSwitchState = Schemas['ModelSwitchDto'];
