import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

const NO_FRAMES = "frame-ancestors 'none'";

/**
 * What every answer carries, whatever made it: no page of another site may show it in a frame, read it, or hold on to its window,
 * and no browser guesses what it is. Routes may say more of each.
 */
const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': NO_FRAMES,
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Seconds after which a client that was answered 503 may try again, where nobody knows better. */
const RETRY_SECONDS = 2;

/** Begins an answer. */
export function beginAnswer(response: ServerResponse): void {
  for (const [name, value] of Object.entries(ANSWER_HEADERS)) response.setHeader(name, value);
}

/** The same headers as lines, for answers that are written by hand. */
export const ANSWER_HEADER_LINES = Object.entries(ANSWER_HEADERS)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/** Completes what routes say of their answers: no policy of theirs allows frames, and nothing is kept unless they say so. */
export function completeAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    const policy = String(reply.getHeader('content-security-policy') ?? '');
    if (!policy.includes('frame-ancestors')) {
      void reply.header('content-security-policy', [policy, NO_FRAMES].filter(Boolean).join('; '));
    }
    // What belongs to a caller is kept by that caller alone, and not shown again without asking.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache');
    if (reply.statusCode === 503 && !reply.hasHeader('retry-after')) {
      void reply.header('retry-after', String(RETRY_SECONDS));
    }
    done(null, payload);
  });
}
