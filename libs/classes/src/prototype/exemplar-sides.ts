/** The sides of a judged item, D floats each, L2-normalized. */
export interface ExemplarSides {
  readonly image: Float32Array;
  /** Absent where the item had none, or was taken as a picture alone. */
  readonly caption?: Float32Array;
}

/** The sides as one vector to be kept: the picture's, then the caption's. */
export function joinSides({ image, caption }: ExemplarSides): Float32Array {
  return caption === undefined ? image : Float32Array.of(...image, ...caption);
}

/** Reads {@link joinSides}. @param dimensions - D */
export function splitSides(kept: Float32Array, dimensions: number): ExemplarSides {
  if (kept.length < 2 * dimensions) return { image: kept };
  return { image: kept.subarray(0, dimensions), caption: kept.subarray(dimensions) };
}
