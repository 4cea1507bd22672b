import { AppError, MODALITIES, type VectorPoint } from '@unseen/domain';

/** Largest region or token block a point may carry, in bytes; a token block of 255 tokens x 256 fits. */
const LARGEST_BLOCK = 128 * 1024;

/**
 * Checks a point before it joins a group, so that a bad one fails alone.
 * @throws AppError `internal` when a vector has another length or is not finite, or a block is too large
 */
export function checkPoint(point: VectorPoint, dimensions: number): void {
  for (const modality of MODALITIES) {
    const vector = point.vectors[modality];
    if (vector && vector.length !== dimensions) {
      throw bad(
        point,
        `its ${modality} vector has ${vector.length} dimensions where the space has ${dimensions}`,
      );
    }
    if (vector && !vector.every(Number.isFinite)) throw bad(point, `its ${modality} vector is not finite`);
  }
  for (const block of [point.regions, point.tokens]) {
    if (block && block.byteLength > LARGEST_BLOCK) throw bad(point, `a block has ${block.byteLength} bytes`);
  }
}

function bad(point: VectorPoint, why: string): AppError {
  return new AppError(
    'internal',
    `The point of item ${JSON.stringify(point.itemId)} cannot be stored: ${why}.`,
  );
}
