import type { WorkerJob } from '../worker/protocol.ts';

/** Below this, copying costs less than the bookkeeping of a transfer, and small arrays are the ones callers share. */
const WORTH_MOVING = 1 << 16;

/** The buffers of a job that move to the worker instead of being copied: pictures, and the large arrays of a scoring. */
export function transferables(job: WorkerJob): ArrayBuffer[] {
  if (job.kind === 'text') return [];
  const arrays: readonly (Uint8Array | Int8Array | Float32Array)[] =
    job.kind === 'image'
      ? job.pictures
      : [job.request.regions, job.request.tokens, job.request.imageGlobal, job.request.textGlobal];
  const least = job.kind === 'image' ? 0 : WORTH_MOVING;
  const buffers = arrays
    .filter((array) => ownsBuffer(array) && array.byteLength >= least)
    .map(({ buffer }) => buffer);
  // The same picture may be in a batch twice; a transfer list must not name a buffer twice.
  return [...new Set(buffers)] as ArrayBuffer[];
}

/** Only a whole ArrayBuffer can move; a view into a larger one (Node's buffer pool, for one) is copied. */
function ownsBuffer({ buffer, byteLength }: ArrayBufferView): boolean {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
}
