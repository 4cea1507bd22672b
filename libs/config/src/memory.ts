import { totalmem } from 'node:os';

const MIB = 2 ** 20;
/** Of the memory there is. */
const SHARE = 1 / 16;
const LEAST = 64 * MIB;
const MOST = 512 * MIB;

/** Bytes of memory this process may use: those of its container where it has a limit, else of the machine. */
export function memoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** Bytes that caches take where nobody said how much. @param memory - bytes there are */
export function cacheBytesFor(memory: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, SHARE * memory)));
}
