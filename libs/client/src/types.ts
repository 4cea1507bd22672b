import type { components, paths } from './generated/api.ts';

type Schemas = components['schemas'];

export type Job = Schemas['Job'];
export type NewJob = Schemas['CreateJob'];
export type JobSource = Schemas['JobSource'];
export type JobFailure = Schemas['JobFailure'];
export type Item = Schemas['Item'];
export type ItemPage = Schemas['ItemList'];
/** Which items to list, and how many at once. */
export type ItemsQuery = NonNullable<paths['/v1/items']['get']['parameters']['query']>;
export type Collection = Schemas['Collection'];
export type Facet = Schemas['Facet'];
export type AlikeGroup = Schemas['AlikeGroup'];
export type JobPreview = Schemas['JobPreview'];
export type SourceList = Schemas['SourceList'];
export type Hit = Schemas['Hit'];
export type Explanation = Schemas['Explanation'];
export type ListExplanation = Schemas['ListExplanation'];
export type Attention = Schemas['Attention'];
export type SearchResult = Schemas['SearchResult'];
export type Readiness = Schemas['Readiness'];

/** A search; `image` may be a file, which then travels as it is, or base64. */
export type Search = Omit<Schemas['SearchRequest'], 'image'> & { readonly image?: Blob | string };

/** One of many searches in one request. */
export type SearchOfMany = Schemas['SearchRequest'];
/** The answer of one of many searches, or the problem it met. */
export type SearchAnswer = Schemas['SearchesResult']['results'][number];

/** What to name the class of; `image` may be a file, as in a search. */
export type Classify = Omit<Schemas['ClassifyRequest'], 'image'> & { readonly image?: Blob | string };
export type Classification = Schemas['Classification'];

/** A new item: a picture, a caption, or both. */
export type NewItem = Omit<Schemas['CreateItem'], 'image'> & { readonly image?: Blob };

/** All of an item, to make it or to replace it whole. */
export type WholeItem = Omit<Schemas['PutItem'], 'image' | 'collection'> & { readonly image?: Blob };

/** A change of an item: what is absent stays, `null` removes, metadata is merged (RFC 7396). */
export type ItemChange = Omit<Schemas['UpdateItem'], 'image'> & { readonly image?: Blob };

/** One operation of a batch. */
export type ItemOperation = Schemas['ItemOperation'];
/** What became of an operation. */
export type OperationResult = Schemas['OperationResult'];
/** Which items to remove, by ids or by a filter, and whether they go into the trash. */
export type ItemSelection = Pick<Schemas['DeleteItems'], 'ids' | 'filter' | 'dryRun' | 'trash'>;
export type TrashedItem = Schemas['TrashedItem'];
export type TrashPage = Schemas['TrashList'];
/** What became of an item that was to be put back. */
export type RestoredItem = Schemas['RestoredItem'];
/** What is written in the picture of an item. */
export type ItemText = Schemas['ItemText'];
export type CorrectedWord = Schemas['CorrectedWord'];
export type NewCollection = Schemas['CreateCollection'];
export type CollectionChange = Schemas['UpdateCollection'];

/** Where an item is, and which version of it is meant. */
export interface ItemPlace {
  /** `default` when absent. */
  readonly collection?: string;
  /** `ETag` of the version the request is meant for; with another one it is refused (`precondition_failed`). */
  readonly ifMatch?: string;
}

/** What became of an item that was sent. */
export type AddedItem = Schemas['CreatedItem'] & {
  /** False when the same content was there already. */
  readonly created: boolean;
};

export type CatalogueClass = Schemas['CatalogueClass'];
export type NewClass = Schemas['CreateClass'];
export type WrittenClass = Schemas['WrittenClass'];
/** Which items belong to a class, and which do not. */
export type Judgements = Schemas['Judgements'];
export type ClassPreview = Schemas['ClassPreview'];
export type ClassFacet = Schemas['ClassFacet'];
export type UnknownCluster = Schemas['UnknownCluster'];
export type CatalogueVersion = Schemas['CatalogueVersion'];
export type VersionDiff = Schemas['VersionDiff'];
export type Evaluation = Schemas['Evaluation'];
export type ClassEvaluation = Schemas['ClassEvaluation'];
export type ClassReport = Schemas['ClassReport'];
export type ClassAccuracy = Schemas['Accuracy'];
export type ApiKey = Schemas['ApiKey'];
export type ModelSwitchState = Schemas['ModelSwitch'];
export type ModelStatus = Schemas['ModelStatus'];
export type ModelSwitchTrial = Schemas['ModelSwitchTrial'];
