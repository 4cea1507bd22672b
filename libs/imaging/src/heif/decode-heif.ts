import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import type { DecodeLimits } from '../limits.ts';
import { toRawPicture, type RawPicture } from '../raw-picture.ts';
import type { HeifReply, HeifRequest } from './heif-worker.ts';

/** Threads that decode at once: each may take some hundred megabytes. */
const THREADS = 2;
/** A thread whose decoder holds more bytes than these ends after its picture: its memory never shrinks. */
const KEPT_MEMORY = 256 * 2 ** 20;
/** Milliseconds an idle thread is kept. */
const IDLE_MS = 30_000;

/** What a damaged or oversized file is refused with; the caller words it. */
export class HeifError extends Error {}

/** Width and height of a HEIC or HEIF picture, upright; its pixels are not decoded. @throws HeifError */
export async function readHeifSize(
  bytes: Uint8Array,
  limits: DecodeLimits,
): Promise<{ width: number; height: number }> {
  return run({ bytes, maxPixels: limits.maxPixels, sizeOnly: true }, limits.timeoutSeconds);
}

/**
 * Decodes the main picture of a HEIC or HEIF file in a thread, which ends when it takes too long.
 *
 * @throws HeifError when it is damaged, or over the pixel limit
 */
export async function decodeHeif(bytes: Uint8Array, limits: DecodeLimits): Promise<RawPicture> {
  const request: HeifRequest = { bytes, maxPixels: limits.maxPixels, sizeOnly: false };
  const { width, height, pixels } = await run(request, limits.timeoutSeconds);
  if (pixels === undefined) throw new HeifError('too many pixels');
  return toRawPicture(
    sharp(pixels, { raw: { width, height, channels: 4 }, limitInputPixels: limits.maxPixels }).removeAlpha(),
  );
}

const idle: { readonly worker: Worker; readonly timer: NodeJS.Timeout }[] = [];
const waiting: (() => void)[] = [];
let running = 0;

type Decoded = Exclude<HeifReply, { readonly error: string }>;

async function run(request: HeifRequest, timeoutSeconds: number): Promise<Decoded> {
  if (running >= THREADS) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  const worker = takeWorker();
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), timeoutSeconds * 1000);
  let kept = false;
  try {
    worker.postMessage(request);
    const ended = once(worker, 'exit', { signal: over.signal }).then(() => {
      throw new HeifError('the decoder ended');
    });
    const answered = once(worker, 'message', { signal: over.signal }) as Promise<[HeifReply]>;
    const [reply] = await Promise.race([answered, ended]);
    kept = 'memory' in reply && reply.memory <= KEPT_MEMORY;
    if ('error' in reply) throw new HeifError(reply.error);
    return reply;
  } catch (error) {
    throw error instanceof HeifError ? error : new HeifError('the decoder failed', { cause: error });
  } finally {
    clearTimeout(timer);
    over.abort();
    if (kept) keep(worker);
    else void worker.terminate();
    // Whoever waits takes this place over.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

function takeWorker(): Worker {
  const known = idle.pop();
  if (known !== undefined) {
    clearTimeout(known.timer);
    return known.worker;
  }
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const entry = new URL(`./heif-worker.${extension}`, import.meta.url);
  const worker = new Worker(entry, { execArgv: [], stdout: true });
  // The decoder writes what it thinks of a damaged file to the console, and a command may answer there in JSON.
  worker.stdout.resume();
  // An idle process may end; a fault in the thread also ends it, which is what is waited for.
  worker.unref();
  worker.on('error', () => undefined);
  return worker;
}

function keep(worker: Worker): void {
  const timer = setTimeout(() => {
    idle.splice(
      idle.findIndex((one) => one.worker === worker),
      1,
    );
    void worker.terminate();
  }, IDLE_MS).unref();
  idle.push({ worker, timer });
}
