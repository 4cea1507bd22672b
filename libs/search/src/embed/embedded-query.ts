import type { TextEncoding } from '@unseen/domain';
import type { PictureCandidate } from '@unseen/imfa';
import type { QueryPart } from '../recall/list-key.ts';

/** A text the hits should not show. */
export interface UnwantedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** The sides of a picture, or of a stored item, that hits should not be like. */
export interface UnlikeSides {
  readonly image?: Float32Array;
  readonly caption?: Float32Array;
}

/** Whether a query says what is not wanted. */
export function hasUnwanted({ unwanted, unlike }: Pick<EmbeddedQuery, 'unwanted' | 'unlike'>): boolean {
  return unwanted.length + unlike.length > 0;
}

/** One of several queries. */
export interface WeighedQuery {
  readonly query: EmbeddedQuery;
  /** Its text as it was asked. */
  readonly text?: string;
  /** Below 0: what hits should not be like. */
  readonly weight: number;
}

/** A query as vectors. */
export interface EmbeddedQuery {
  /** One vector per part the query has, D floats each, L2-normalized. */
  readonly vectors: Readonly<Partial<Record<QueryPart, Float32Array>>>;
  /** The text that looks at the pictures of candidates. */
  readonly text?: TextEncoding;
  /** The picture that the captions of candidates look at. */
  readonly picture?: PictureCandidate;
  readonly unwanted: readonly UnwantedText[];
  /** Pictures and items the hits should not be like: the sides they have, D floats each. */
  readonly unlike: readonly UnlikeSides[];
  /** All parts come from one stored item. */
  readonly fromItem: boolean;
  /** Point of the item the query comes from. */
  readonly itself?: string;
  /** The queries it was made of, where there are several. */
  readonly parts?: readonly WeighedQuery[];
  /** How much its text counts where its picture counts the rest. Default one half. */
  readonly textShare?: number;
}
