import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';

/** Milliseconds that are spent on throwing away what a caller goes on to send after the answer. */
const PATIENCE_MS = 5_000;

/**
 * Ends the connection of a request that is answered before its body has come, in the way that lets its caller read the answer:
 * what is still sent is thrown away for a while. Closed at once, the connection would be reset, and the answer be lost with it.
 */
export function closeAnsweredEarly(fastify: FastifyInstance): void {
  fastify.addHook('onSend', ({ raw }, reply, payload, done) => {
    if (hasBody(raw) && !raw.complete) {
      void reply.header('connection', 'close');
      closeGently(raw);
    }
    done(null, payload);
  });
}

/** Whether a request announces a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Replaces how the connection of a request is ended once its answer is written. */
function closeGently(request: IncomingMessage): void {
  const { socket } = request;
  const close = socket.destroySoon.bind(socket);
  socket.destroySoon = () => {
    if (request.complete || socket.destroyed) return close();
    socket.end();
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
    // Node reads on and keeps nothing once the answer is out.
    request.once('end', () => socket.destroy());
    socket.once('close', () => clearTimeout(timer));
  };
}
