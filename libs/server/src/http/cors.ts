import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Methods } from './methods.ts';

/** What pages of other sites may read of an answer, besides what every page may. */
const EXPOSED = 'etag, location, retry-after, ratelimit, ratelimit-policy, x-request-id';
const ACCEPTED =
  'authorization, content-type, if-match, if-none-match, idempotency-key, x-request-id, last-event-id';
/** Seconds a browser may remember what it was allowed. */
const REMEMBERED_SECONDS = 600;

/**
 * Allows pages of the configured origins to read answers, and answers their browsers' question beforehand (a preflight) with what
 * the path allows. Cookies are never taken: a page sends a key.
 *
 * @returns whether the request is answered
 */
export function allowOrigins(
  origins: readonly string[],
  methods: Methods,
  request: FastifyRequest,
  reply: FastifyReply,
): boolean {
  if (origins.length === 0) return false;
  void reply.header('vary', 'origin');
  const { origin, 'access-control-request-method': asked } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return false;
  void reply.header('access-control-allow-origin', origin);
  void reply.header('access-control-expose-headers', EXPOSED);
  if (request.method !== 'OPTIONS' || asked === undefined) return false;
  void reply
    .status(204)
    .header('access-control-allow-methods', methods.of(request.url.split('?', 1)[0]!).join(', '))
    .header('access-control-allow-headers', ACCEPTED)
    .header('access-control-max-age', String(REMEMBERED_SECONDS))
    .send();
  return true;
}
