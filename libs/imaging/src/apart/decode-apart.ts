import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { AppError, type ErrorCode } from '@unseen/domain';
import pLimit from 'p-limit';
import type { DecodeLimits } from '../limits.ts';
import type { RawPicture } from '../raw-picture.ts';

/** A picture to decode. */
export interface ApartRequest {
  readonly bytes: Uint8Array;
  readonly limits: DecodeLimits;
}

/** Its pixels, or why there are none. */
export type ApartReply = RawPicture | { readonly code: ErrorCode; readonly message: string };

/** Milliseconds the process has to say itself that a picture took too long. */
const GRACE_MS = 1_000;
/** Milliseconds an idle process is kept. */
const IDLE_MS = 10_000;

/** One after another: what each takes is all that decoding takes of the machine's memory. */
const inTurn = pLimit(1);
let idle: { readonly child: ChildProcess; readonly timer: NodeJS.Timeout } | undefined;

/**
 * Decodes a picture in a process of its own, where its memory does not add to that of this one, and where decoding really ends when it
 * takes too long: a decoder's thread cannot be stopped, and goes on after its time. The time spent on waiting for others does not count.
 *
 * @throws AppError `image_corrupt` also when the process died of the picture, and as `decodeWith`
 */
export function decodeApart(bytes: Uint8Array, limits: DecodeLimits): Promise<RawPicture> {
  return inTurn(async () => {
    const child = take();
    let kept = false;
    try {
      const reply = await ask(child, { bytes, limits });
      kept = !('code' in reply) || reply.code !== 'image_timeout';
      if ('code' in reply) throw new AppError(reply.code, reply.message);
      return reply;
    } finally {
      if (kept) keep(child);
      else child.kill('SIGKILL');
    }
  });
}

async function ask(child: ChildProcess, request: ApartRequest): Promise<ApartReply> {
  const over = new AbortController();
  const timer = setTimeout(
    // What has arrived while this process stood still is heard first.
    () => setImmediate(() => over.abort()),
    request.limits.timeoutSeconds * 1_000 + GRACE_MS,
  );
  const died = once(child, 'exit', over).then((): ApartReply => ({
    code: 'image_corrupt',
    message: 'The picture ended the process that decoded it',
  }));
  const replied = once(child, 'message', over).then(([reply]) => reply as ApartReply);
  // A failed send means the process is gone: its exit says so.
  child.send(request, () => undefined);
  try {
    return await Promise.race([replied, died]);
  } catch {
    const { timeoutSeconds } = request.limits;
    return {
      code: 'image_timeout',
      message: `Decoding took more than ${timeoutSeconds} seconds (UNSEEN_DECODE_TIMEOUT)`,
    };
  } finally {
    clearTimeout(timer);
    over.abort();
    await Promise.allSettled([died, replied]);
  }
}

function take(): ChildProcess {
  if (idle !== undefined) {
    const { child, timer } = idle;
    idle = undefined;
    clearTimeout(timer);
    if (child.connected) return child;
  }
  const source = import.meta.url.endsWith('.ts');
  const child = fork(new URL(`./decoder-worker.${source ? 'ts' : 'js'}`, import.meta.url), {
    // Bytes travel as bytes, not as JSON.
    serialization: 'advanced',
    execArgv: source ? ['--conditions=unseen-source'] : [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A process that has nothing else to do may end.
  child.unref();
  child.channel?.unref();
  child.on('error', () => undefined);
  return child;
}

function keep(child: ChildProcess): void {
  const timer = setTimeout(() => {
    idle = undefined;
    child.kill('SIGKILL');
  }, IDLE_MS).unref();
  idle = { child, timer };
}
