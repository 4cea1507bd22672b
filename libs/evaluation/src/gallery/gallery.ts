import type { SkippedEntry } from '@unseen/domain';
import type { CaptionCandidate, PictureCandidate } from '@unseen/imfa';
import type { SetPicture } from '../set/picture-set.ts';

/** Pictures as the vector store would hold them, all in memory: 14.5 KB each with the `lite` pack. */
export interface Gallery {
  readonly pictures: readonly SetPicture[];
  /** Vectors and region blocks, one per picture. */
  readonly candidates: readonly PictureCandidate[];
  /** N x D: the same vectors end to end. */
  readonly vectors: Float32Array;
  /** Pictures that could not be read. */
  readonly skipped: readonly SkippedEntry[];
}

/** Captions as the vector store would hold them. */
export interface CaptionShelf {
  readonly candidates: readonly CaptionCandidate[];
  /** N x D. */
  readonly vectors: Float32Array;
  readonly texts: readonly string[];
  /** Position in the gallery of the picture each caption describes. */
  readonly owners: readonly number[];
  /** Positions of the captions of each picture. */
  readonly byPicture: readonly (readonly number[])[];
}

/** Vectors of equal length end to end. */
export function joinVectors(vectors: readonly Float32Array[]): Float32Array {
  const dim = vectors[0]?.length ?? 0;
  const rows = new Float32Array(vectors.length * dim);
  vectors.forEach((vector, i) => rows.set(vector, i * dim));
  return rows;
}
