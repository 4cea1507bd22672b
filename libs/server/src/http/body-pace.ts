import type { IncomingMessage } from 'node:http';

/** How fast a body has to come. */
export interface Pace {
  /** Milliseconds between looks. */
  readonly lookMs: number;
  /** Milliseconds in which nothing may come. */
  readonly idleMs: number;
  /** Bytes a second that come on average, after {@link Pace.idleMs}: what the slowest lines in use carry. */
  readonly bytesPerSecond: number;
}

const PACE: Pace = { lookMs: 2_000, idleMs: 30_000, bytesPerSecond: 4_096 };

/**
 * Watches a body come in, and tells once when it comes too slowly: a body that never ends holds a connection, and the memory of
 * what has come. Only time in which the service waits for the caller counts, in looks and not by the clock: while the service
 * itself is busy, nothing is read.
 */
export function watchPace(request: IncomingMessage, tell: () => void, pace = PACE): void {
  const { lookMs, idleMs, bytesPerSecond } = pace;
  const { socket } = request;
  const first = socket.bytesRead;
  let last = first;
  let idle = 0;
  let waited = 0;
  const stop = () => clearInterval(timer);
  const timer = setInterval(() => {
    if (request.complete || request.destroyed) return stop();
    if (request.readableLength > 0) return;
    idle = socket.bytesRead > last ? 0 : idle + lookMs;
    last = socket.bytesRead;
    waited += lookMs;
    if (idle < idleMs && waited < idleMs + ((last - first) / bytesPerSecond) * 1_000) return;
    stop();
    tell();
  }, lookMs).unref();
  request.once('close', stop);
}
