import { CODED_BYTES } from './order-code.ts';

/** Bytes one number of a tail holds: 257 to the sixth is a safe integer. */
const CHUNK_BYTES = 6;

/** Numbers of a tail at most, so that a filter stays small: texts are told apart by their first 150 bytes. */
export const LONGEST_TAIL = 24;

/**
 * What the code of a text leaves out: the bytes after the coded ones as numbers, to be compared one after the other. Empty where
 * the code holds the whole text. The end of the text counts as smaller than any byte.
 */
export function tailOf(text: string): number[] {
  const bytes = Buffer.from(text);
  const chunks: number[] = [];
  for (let start = CODED_BYTES; start <= bytes.length && chunks.length < LONGEST_TAIL; start += CHUNK_BYTES) {
    let chunk = 0;
    for (let i = start; i < start + CHUNK_BYTES; i++)
      chunk = chunk * 257 + (i < bytes.length ? bytes[i]! + 1 : 0);
    chunks.push(chunk);
  }
  return chunks;
}

/** Order of two tails whose codes are equal. */
export function compareTails(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
