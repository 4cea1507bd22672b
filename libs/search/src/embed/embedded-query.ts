import type { TextEncoding } from '@unseen/domain';
import type { PictureCandidate } from '@unseen/imfa';
import type { QueryPart } from '../recall/list-key.ts';

/** A text the hits should not show. */
export interface UnwantedText {
  readonly text: string;
  readonly encoding: TextEncoding;
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
  /** All parts come from one stored item. */
  readonly fromItem: boolean;
  /** Point of the item the query comes from. */
  readonly itself?: string;
}
