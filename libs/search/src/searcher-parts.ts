import type { VectorStore } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import type { DecodeLimits } from '@unseen/imaging';
import type { SampleOptions } from './browse/order-samples.ts';
import type { ListKey } from './recall/list-key.ts';
import type { RescoreSkip } from './rescore/rescore-skip.ts';

/** The part of the encoder a search uses. */
export type QueryEncoder = Pick<Encoder, 'pack' | 'imageSpec' | 'encodeImage' | 'encodeText' | 'score'>;

/** The stages of a search, in order. `page` reads what the hits show, `explain` computes attention grids. */
export const SEARCH_STAGES = ['embed', 'recall', 'fuse', 'rescore', 'cut', 'page', 'explain'] as const;
export type SearchStage = (typeof SEARCH_STAGES)[number];

/** One stage of one search has ended. */
export interface SearchEvent {
  readonly stage: SearchStage;
  readonly seconds: number;
  /** Stage `rescore`: why the hits stay in fused order. */
  readonly skipped?: RescoreSkip;
  /** What was thrown; a failed `rescore` or `explain` does not fail the search. */
  readonly error?: unknown;
}

/** Settings of a {@link Searcher}; all have defaults. */
export interface SearcherOptions {
  /** Milliseconds re-scoring may take, reading the blocks included. Default 250. */
  readonly rescoreDeadlineMs?: number;
  /** Milliseconds the attention grids of an explained page may take. Default 2,000. */
  readonly explainDeadlineMs?: number;
  /** Bytes of text encodings kept. Default 32 MiB: several thousand short queries. */
  readonly textCacheBytes?: number;
  /** The constant of reciprocal rank fusion: the smaller, the more the first ranks of a list count. Default 60. */
  readonly reciprocalRankK?: number;
  /** How much lists count in fusion, where it is not the default (see `recall/plan-lists.ts`). */
  readonly listWeights?: Readonly<Partial<Record<ListKey, number>>>;
  /** HMAC key of cursors; give all instances of a cluster the same. */
  readonly cursorKey?: Uint8Array | string;
  /** How orders of large collections are sampled, where it is not the default. */
  readonly samples?: Partial<SampleOptions>;
  /** Called when a stage ends; must not throw. */
  readonly observe?: (event: SearchEvent) => void;
}

/** What a {@link Searcher} works with. */
export interface SearcherParts {
  readonly encoder: QueryEncoder;
  readonly store: VectorStore;
  /** Limits of query pictures. */
  readonly decodeLimits: DecodeLimits;
  readonly options?: SearcherOptions;
}
