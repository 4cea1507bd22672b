import { isRepeatable } from './idempotency.ts';
import { type Patience, retryAfterMs, waitBeforeNext } from './retry-schedule.ts';
import { sleep } from './sleep.ts';
import { toError, UnseenError } from './unseen-error.ts';

/** Why a request is sent again, and when. */
export interface Retry {
  readonly request: Request;
  /** Attempts made so far. */
  readonly attempt: number;
  /** Milliseconds until the next. */
  readonly waitMs: number;
  /** What came of the last attempt; `unreachable` when nothing answered. */
  readonly error: UnseenError;
}

/** The service is there but cannot answer now. */
const TRY_LATER = new Set([429, 502, 503, 504]);
/** A health check's 503 is its answer. */
const HEALTH = /\/health\/\w+$/;
/** The connection was never made, so the request cannot have arrived. */
const NEVER_ARRIVED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/;
/** Faults that waiting does not end: a certificate that is not trusted, HTTPS spoken to HTTP, an address that is none. */
const FOR_GOOD =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO)|^(bad port|unknown scheme)/;

/**
 * A `fetch` that rides out a restart: it tries again while nothing answers, an answer breaks off or the service asks
 * for patience, as long as sending the request twice does no harm.
 *
 * @throws UnseenError `unreachable`; the signal's reason when it was aborted
 */
export function sendWithRetries(
  send: typeof fetch,
  patience: Patience,
  onRetry?: (retry: Retry) => void,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const started = performance.now();
    const repeatable = isRepeatable(request);
    for (let attempt = 1; ; attempt++) {
      // A body can be read once, so what may be sent again is sent as a copy.
      const outcome = await trySending(send, patience.forMs > 0 ? request.clone() : request);
      const askedMs =
        outcome.response && retryAfterMs(outcome.response.headers.get('retry-after'), Date.now());
      const waitMs = mayRepeat(outcome, request, repeatable)
        ? waitBeforeNext(
            { attempt, elapsedMs: performance.now() - started, askedMs },
            patience,
            Math.random(),
          )
        : undefined;
      if (waitMs === undefined) {
        if (outcome.response === undefined) throw outcome.error;
        return outcome.response;
      }
      const error = outcome.error ?? (await toError(outcome.response));
      onRetry?.({ request, attempt, waitMs, error });
      await sleep(waitMs, request.signal);
    }
  };
}

type Outcome =
  | { readonly response: Response; readonly error?: undefined }
  | { readonly response?: undefined; readonly error: UnseenError; readonly reason: string };

async function trySending(send: typeof fetch, request: Request): Promise<Outcome> {
  try {
    return { response: await whole(await send(request)) };
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    const reason = reasonOf(error);
    const { origin } = new URL(request.url);
    const detail = `Nothing answers at ${origin}${reason === '' ? '' : ` (${reason})`}.`;
    return { error: new UnseenError({ code: 'unreachable', status: 0, detail }, error), reason };
  }
}

function mayRepeat(outcome: Outcome, request: Request, repeatable: boolean): boolean {
  if (outcome.response === undefined) {
    const codes = [outcome.reason, codeOf(outcome.error.cause)];
    if (codes.some((code) => FOR_GOOD.test(code))) return false;
    return repeatable || codes.some((code) => NEVER_ARRIVED.test(code));
  }
  const { status, headers } = outcome.response;
  // An earlier attempt of the same request is still being worked on.
  if (status === 409) return headers.has('retry-after') && request.headers.has('idempotency-key');
  // What was refused for coming too often was not done.
  return (
    TRY_LATER.has(status) && (repeatable || status === 429) && !HEALTH.test(new URL(request.url).pathname)
  );
}

/** The answer with all of its JSON, so that one that breaks off is noticed here; pictures and streams as they come. */
async function whole(response: Response): Promise<Response> {
  if (response.body === null || !/[/+]json\b/.test(response.headers.get('content-type') ?? ''))
    return response;
  const { status, statusText, headers } = response;
  return new Response(await response.arrayBuffer(), { status, statusText, headers });
}

/** What lies below "fetch failed". */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  return message === '' ? codeOf(error) : message;
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
