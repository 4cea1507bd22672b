import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/api.ts';
import { sendWithRetries } from './send-with-retries.ts';
import { toError } from './unseen-error.ts';

/** Every route of the API, typed by its path. Requests that are refused throw `UnseenError`. */
export type Http = Client<paths>;

/** How to reach a platform. */
export interface ClientOptions {
  /** Where it answers; in a browser it may be left out for the page's own origin. */
  readonly url?: string;
  /** A key (`usk_...`), or what gives it when a request goes out. */
  readonly key?: string | (() => string | undefined);
  /** Attempts after the first for requests that may be repeated. Default 2. */
  readonly retries?: number;
  /** Milliseconds before the second attempt. Default 250. */
  readonly retryDelayMs?: number;
  /** Sends requests; `fetch` unless given. */
  readonly fetch?: typeof fetch;
}

/** A typed `fetch` for the platform's routes. */
export function createHttp({
  url = '',
  key,
  retries = 2,
  retryDelayMs = 250,
  fetch: own,
}: ClientOptions): Http {
  const send: typeof fetch = own ?? ((input, init) => globalThis.fetch(input, init));
  const http = createFetchClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    fetch: sendWithRetries(send, { retries, delayMs: retryDelayMs }),
  });
  http.use({
    onRequest: ({ request }) => {
      const value = typeof key === 'function' ? key() : key;
      if (value !== undefined) request.headers.set('authorization', `Bearer ${value}`);
      return request;
    },
    onResponse: async ({ response }) => {
      if (!response.ok) throw await toError(response);
    },
  });
  return http;
}
