/** What re-scoring reads of a candidate: its vector and its block. */
export interface CandidateRecord {
  readonly vector?: Float32Array;
  readonly block?: Uint8Array;
}

const HAS_VECTOR = 1;
const HAS_BLOCK = 2;

/**
 * Vector and block side by side in one value: `u8 what is there | D x f32 | block`. Re-scoring needs both, and
 * fetching one value per candidate instead of two halves the time; the vector column itself stays for searching.
 * @returns nothing when there is neither
 */
export function encodeRecord({ vector, block }: CandidateRecord): Uint8Array | undefined {
  if (!vector && !block) return undefined;
  const vectorBytes = vector?.byteLength ?? 0;
  const bytes = new Uint8Array(1 + vectorBytes + (block?.byteLength ?? 0));
  bytes[0] = (vector ? HAS_VECTOR : 0) | (block ? HAS_BLOCK : 0);
  if (vector) bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, vectorBytes), 1);
  if (block) bytes.set(block, 1 + vectorBytes);
  return bytes;
}

/** A record taken apart; the vector is a copy, the block a view of `bytes`. */
export function decodeRecord(bytes: Uint8Array, dimensions: number): CandidateRecord {
  const there = bytes[0]!;
  const blockAt = 1 + (there & HAS_VECTOR ? 4 * dimensions : 0);
  return {
    ...(there & HAS_VECTOR && { vector: new Float32Array(bytes.slice(1, blockAt).buffer) }),
    ...(there & HAS_BLOCK && { block: bytes.subarray(blockAt) }),
  };
}
