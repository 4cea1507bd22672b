import { sleep } from './sleep.ts';
import { UnseenError } from './unseen-error.ts';

/** How often and how patiently to try again. */
export interface RetryOptions {
  /** Attempts after the first. */
  readonly retries: number;
  /** Milliseconds before the second attempt; doubles each time, with jitter. */
  readonly delayMs: number;
}

/** The service is there but cannot answer now. */
const TRY_LATER = new Set([429, 502, 503, 504]);
/** Sending these twice does what sending them once does: items are told apart by their content. */
const REPEATABLE_POSTS = /\/v1\/(search|items|classify)$/;
const LONGEST_WAIT_MS = 30_000;

/**
 * A `fetch` that tries again when nothing answers or the service asks for patience, as long as sending the request
 * twice does no harm.
 *
 * @throws UnseenError `unreachable`; the signal's reason when it was aborted
 */
export function sendWithRetries(
  send: typeof fetch,
  { retries, delayMs }: RetryOptions,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const attempts = isRepeatable(request) ? retries + 1 : 1;
    for (let attempt = 1; ; attempt++) {
      const last = attempt === attempts;
      // A body can be read once, so every attempt but the last sends a copy.
      const response = await send(last ? request : request.clone()).catch((error: unknown) => {
        if (request.signal.aborted) throw request.signal.reason;
        return new UnseenError(
          { code: 'unreachable', status: 0, detail: `Nothing answers at ${new URL(request.url).origin}.` },
          error,
        );
      });
      if (response instanceof Response && !TRY_LATER.has(response.status)) return response;
      if (last) {
        if (response instanceof Response) return response;
        throw response;
      }
      const asked =
        response instanceof Response ? Number(response.headers.get('retry-after') ?? 0) * 1000 : 0;
      if (response instanceof Response) await response.body?.cancel();
      const backoff = delayMs * 2 ** (attempt - 1) * (0.5 + Math.random());
      await sleep(Math.min(Math.max(asked || 0, backoff), LONGEST_WAIT_MS), request.signal);
    }
  };
}

function isRepeatable(request: Request): boolean {
  return request.method !== 'POST' && request.method !== 'PATCH'
    ? true
    : request.method === 'POST' && REPEATABLE_POSTS.test(new URL(request.url).pathname);
}
