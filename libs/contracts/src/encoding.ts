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

/** What a text encoder yields for one text; special and padding positions are already dropped. */
export interface TextEncoding {
  /** D floats, L2-normalized, in the global space. */
  readonly global: Float32Array;
  /** T x d floats in the region space, T >= 1. */
  readonly tokens: Float32Array;
  /** T floats: how much each token counts. */
  readonly weights: Float32Array;
  readonly words: readonly Word[];
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
