/** The sides of a judged item, D floats each, L2-normalized: at least one. */
export interface ExemplarSides {
  readonly image?: Float32Array;
  /** Absent where the item had none, or was taken as a picture alone. */
  readonly caption?: Float32Array;
}

/** The sides as one vector to be kept: the picture's, then the caption's where there is one; zeros stand for a picture that is not there. */
export function joinSides({ image, caption }: ExemplarSides): Float32Array {
  if (caption === undefined) return image!;
  return Float32Array.of(...(image ?? new Float32Array(caption.length)), ...caption);
}

/** Reads {@link joinSides}. @param dimensions - D */
export function splitSides(kept: Float32Array, dimensions: number): ExemplarSides {
  if (kept.length < 2 * dimensions) return { image: kept };
  const [image, caption] = [kept.subarray(0, dimensions), kept.subarray(dimensions)];
  return image.every((value) => value === 0) ? { caption } : { image, caption };
}
