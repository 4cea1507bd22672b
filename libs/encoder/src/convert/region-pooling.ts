/** The most rows and columns a region grid may have: 7 x 7 regions of 256 bytes fit a block. */
const MAX_EDGE = 7;

/** Edge of the region grid for an encoder with patches x patches positions. */
export function regionEdge(patches: number): number {
  return Math.min(patches, MAX_EDGE);
}

/**
 * A matrix [regions, patches] that averages a grid of patches down to a grid of regions: each region takes the patches
 * it overlaps, as adaptive average pooling does.
 * @param patches - edge of the patch grid
 * @param regions - edge of the region grid, at most `patches`
 * @returns row-major, (regions x regions) rows of (patches x patches) weights that sum to 1
 */
export function averagingMatrix(patches: number, regions: number): Float32Array {
  const matrix = new Float32Array(regions ** 2 * patches ** 2);
  const covers = (region: number, patch: number) =>
    patch >= Math.floor((region * patches) / regions) &&
    patch < Math.ceil(((region + 1) * patches) / regions);
  for (let row = 0; row < regions; row++) {
    for (let column = 0; column < regions; column++) {
      const start = (row * regions + column) * patches ** 2;
      const cells = Array.from({ length: patches ** 2 }, (_, at) => at).filter(
        (at) => covers(row, Math.floor(at / patches)) && covers(column, at % patches),
      );
      for (const at of cells) matrix[start + at] = 1 / cells.length;
    }
  }
  return matrix;
}
