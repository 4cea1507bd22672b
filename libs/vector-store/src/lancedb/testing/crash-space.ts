import type { VectorSpaceKey } from '@unseen/domain';

/** The space the crash test writes to. */
export const CRASH_SPACE: VectorSpaceKey = { tenant: 't', collection: 'crash', pack: 'p@1' };
export const CRASH_DIMENSIONS = 8;

/** A unit vector that tells its version. */
export function vectorOf(version: number): Float32Array {
  const angle = version / 1_000;
  const vector = new Float32Array(CRASH_DIMENSIONS);
  vector[0] = Math.cos(angle);
  vector[1] = Math.sin(angle);
  return vector;
}
