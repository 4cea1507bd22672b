/** What decoding one picture may cost. */
export interface DecodeLimits {
  /** Pictures with more pixels (width x height) are refused before they are decoded. */
  readonly maxPixels: number;
  /** Decoding that takes longer is broken off. */
  readonly timeoutSeconds: number;
}
