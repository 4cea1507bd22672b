/** For each channel the float every byte value becomes: (value - mean) / std. */
export type NormalizationTables = readonly [Float32Array, Float32Array, Float32Array];

/** Tables for {@link writeNormalized}: 768 divisions once instead of three per pixel. */
export function normalizationTables(mean: readonly number[], std: readonly number[]): NormalizationTables {
  const table = (channel: number) =>
    Float32Array.from({ length: 256 }, (_, value) => (value - mean[channel]!) / std[channel]!);
  return [table(0), table(1), table(2)];
}

/**
 * Turns one RGB picture (interleaved bytes) into planar normalized floats.
 * @param rgb - pixels x 3 bytes
 * @param target - receives 3 x pixels floats from `offset` on
 */
export function writeNormalized(
  rgb: Uint8Array,
  tables: NormalizationTables,
  target: Float32Array,
  offset: number,
): void {
  const pixels = rgb.length / 3;
  const [red, green, blue] = tables;
  const greenAt = offset + pixels;
  const blueAt = greenAt + pixels;
  for (let pixel = 0, byte = 0; pixel < pixels; pixel++, byte += 3) {
    target[offset + pixel] = red[rgb[byte]!]!;
    target[greenAt + pixel] = green[rgb[byte + 1]!]!;
    target[blueAt + pixel] = blue[rgb[byte + 2]!]!;
  }
}
