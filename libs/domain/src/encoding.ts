/** What an image encoder yields for one picture. */
export interface ImageEncoding {
  /** D floats, L2-normalized, in the global space. */
  readonly global: Float32Array;
  /** R x d floats, row-major grid, in the region space. */
  readonly regions: Float32Array;
}

/** One word of a text and the token rows that spell it. */
export interface Word {
  /** The word as written. */
  readonly text: string;
  /** Indices into {@link TextEncoding.tokens} rows. */
  readonly tokens: readonly number[];
}

/**
 * What makes the scores of one text probabilities, as a pack of format 2 has learned it. With s the inner product of the text's and the
 * item's global vectors, and r the regional evidence, the logarithm of the odds that an item is what the text asks for is
 * `pictureGlobal * s + pictureRegion * r + pictureBias` for a picture, `aloneGlobal * s + aloneBias` for one whose regions are not at
 * hand, and `captionGlobal * s + captionBias` for a caption.
 */
export interface TextLines {
  readonly pictureGlobal: number;
  readonly pictureRegion: number;
  readonly pictureBias: number;
  readonly aloneGlobal: number;
  readonly aloneBias: number;
  readonly captionGlobal: number;
  readonly captionBias: number;
  /** Above 0: the text encoder understands the text; below: keyboard mash, another language. */
  readonly understood: number;
}

/** What a text encoder yields for one text; special and padding positions are already dropped. */
export interface TextEncoding {
  /** D floats, L2-normalized, in the global space. */
  readonly global: Float32Array;
  /** T x d floats in the region space, T >= 1. */
  readonly tokens: Float32Array;
  /** T floats: how much each token counts. */
  readonly weights: Float32Array;
  readonly words: readonly Word[];
  /** Absent under a pack of format 1. */
  readonly lines?: TextLines;
  /** Whether the text was longer than the model takes, and its end was left out. */
  readonly truncated?: boolean;
}

/** The dimensions of a model pack's two spaces. */
export interface EncodingSpaces {
  /** D: dimensions of the global vectors. */
  readonly global: number;
  /** d: dimensions of region and token vectors. */
  readonly region: number;
  /** Region grid as [rows, columns]; R = rows x columns. */
  readonly grid: readonly [number, number];
}

/**
 * One run of a pack's scorer: A texts against B pictures, where A = B, or one of them is 1; N = max(A, B).
 * Flat arrays that own their buffers whole, so an engine may transfer them to another thread; the caller must not
 * use them afterwards. D, d and R are those of the pack's {@link EncodingSpaces}.
 */
export interface ScoreRequest {
  /** `imfa`: attention per word. `self`: one attention that does not look at the text. */
  readonly scorer: 'imfa' | 'self';
  /** A. */
  readonly texts: number;
  /** B. */
  readonly pictures: number;
  /** T: token rows per text; shorter texts are padded with zero rows of weight 0. */
  readonly tokensPerText: number;
  /** A x D. */
  readonly textGlobal: Float32Array;
  /** A x T x d. */
  readonly tokens: Float32Array;
  /** A x T; 0 where a row is padding. */
  readonly tokenWeights: Float32Array;
  /** B x D. */
  readonly imageGlobal: Float32Array;
  /** B x R x d. A region vector is its int8 row times its scale. */
  readonly regions: Int8Array;
  /** B x R. */
  readonly regionScale: Float32Array;
  readonly wantAttention: boolean;
}

/** What a scorer answers. */
export interface ScoreResult {
  /** N scores, higher is better. */
  readonly scores: Float32Array;
  /** N x T x R, each row of R sums to 1; set when the request wanted it. */
  readonly attention?: Float32Array;
}
