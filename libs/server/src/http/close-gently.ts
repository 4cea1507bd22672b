import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';

/** Milliseconds that are spent on throwing away what a caller goes on to send after the answer. */
const PATIENCE_MS = 5_000;
/** Bytes that are thrown away for all such callers together: each passes through memory, which is given back some time later. */
const MOST_BYTES = 2 ** 24;

/**
 * Ends the connection of a request that is answered before its body has come, in the way that lets its caller read the answer:
 * what is still sent is thrown away for a while. Closed at once, the connection would be reset, and the answer be lost with it.
 */
export function closeAnsweredEarly(fastify: FastifyInstance): void {
  const waste = { bytes: 0 };
  fastify.addHook('onSend', ({ raw }, reply, payload, done) => {
    if (hasBody(raw) && !raw.complete) {
      void reply.header('connection', 'close');
      closeGently(raw, waste);
    }
    done(null, payload);
  });
}

/** Whether a request announces a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Replaces how the connection of a request is ended once its answer is written. @param waste - what all such requests sent since */
function closeGently(request: IncomingMessage, waste: { bytes: number }): void {
  const { socket } = request;
  const close = socket.destroySoon.bind(socket);
  socket.destroySoon = () => {
    if (request.complete || socket.destroyed) return close();
    socket.end();
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
    // Node reads on and keeps nothing once the answer is out.
    request.once('end', () => socket.destroy());
    let own = 0;
    socket.on('data', (chunk) => {
      own += chunk.length;
      waste.bytes += chunk.length;
      if (waste.bytes > MOST_BYTES) socket.pause();
    });
    socket.once('close', () => {
      clearTimeout(timer);
      waste.bytes -= own;
    });
  };
}
