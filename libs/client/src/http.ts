import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/api.ts';
import { addIdempotencyKey } from './idempotency.ts';
import { type Retry, sendWithRetries } from './send-with-retries.ts';
import { toError } from './unseen-error.ts';

/** Every route of the API, typed by its path. Requests that are refused throw `UnseenError`. */
export type Http = Client<paths>;

/** How to reach a platform. */
export interface ClientOptions {
  /** Where it answers; in a browser it may be left out for the page's own origin. */
  readonly url?: string;
  /** A key (`usk_...`), or what gives it when a request goes out. */
  readonly key?: string | (() => string | undefined);
  /** Milliseconds for which a request is tried again while nothing answers or the platform asks to wait. Default 60,000. */
  readonly retryForMs?: number;
  /** Milliseconds before the second attempt; doubles each time, up to five seconds. Default 250. */
  readonly retryDelayMs?: number;
  /** Told before each wait, for a log or for whoever waits. */
  readonly onRetry?: (retry: Retry) => void;
  /** Sends requests; `fetch` unless given. */
  readonly fetch?: typeof fetch;
}

/** A typed `fetch` for the platform's routes. */
export function createHttp({
  url = '',
  key,
  retryForMs = 60_000,
  retryDelayMs = 250,
  onRetry,
  fetch: own,
}: ClientOptions): Http {
  const send: typeof fetch = own ?? ((input, init) => globalThis.fetch(input, init));
  const http = createFetchClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    fetch: sendWithRetries(send, { forMs: retryForMs, delayMs: retryDelayMs }, onRetry),
  });
  http.use({
    onRequest: ({ request }) => {
      const value = typeof key === 'function' ? key() : key;
      if (value !== undefined) request.headers.set('authorization', `Bearer ${value}`);
      addIdempotencyKey(request);
      return request;
    },
    onResponse: async ({ response }) => {
      if (!response.ok) throw await toError(response);
    },
  });
  return http;
}
