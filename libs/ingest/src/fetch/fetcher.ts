import { isIP } from 'node:net';
import { AppError, isAppError } from '@unseen/domain';
import { Agent, type Dispatcher } from 'undici';
import { AddressGuard } from './address/address-guard.ts';
import { blocked, guardedLookup, systemResolve, type Resolve } from './address/guarded-lookup.ts';
import { checkUrl } from './check-url.ts';
import { readBody } from './read-body.ts';

/** What may be fetched, and at what cost. */
export interface FetcherOptions {
  /** Networks to allow besides the public internet, as CIDR blocks. */
  readonly networks?: readonly string[];
  /** Ports that may be connected to. Default 80 and 443. */
  readonly ports?: readonly number[];
  /** Largest body in bytes. */
  readonly maxBytes: number;
  /** Seconds one fetch may take in all: names, redirects and body. */
  readonly timeoutSeconds: number;
  /** Redirects followed. Default 5. */
  readonly maxRedirects?: number;
  /** Resolves host names; the operating system unless given. */
  readonly resolve?: Resolve;
}

/** Fetches files from addresses that strangers wrote. */
export interface Fetcher {
  /**
   * The bytes at an address. What they are is for a decoder to say: a content type is only a claim.
   *
   * @throws AppError `fetch_url_invalid`, `fetch_blocked`, `fetch_failed`, `fetch_timeout`, `fetch_too_large`; the
   * signal's reason when it was aborted
   */
  fetch(url: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** Connections to one host at a time: enough to keep busy, not a burden. */
const CONNECTIONS_PER_ORIGIN = 8;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const HEADERS = {
  'user-agent': 'unseen',
  accept: 'image/*',
  // What is unpacked on the way can grow a thousandfold; pictures are packed already.
  'accept-encoding': 'identity',
};

/** Opens a fetcher; it keeps connections for reuse until it is closed. */
export function openFetcher(options: FetcherOptions): Fetcher {
  const { ports = [80, 443], maxBytes, timeoutSeconds, maxRedirects = 5, resolve = systemResolve } = options;
  const guard = new AddressGuard(options.networks);
  const agent = new Agent({
    connections: CONNECTIONS_PER_ORIGIN,
    pipelining: 1,
    allowH2: false,
    connect: { lookup: guardedLookup(guard, resolve), timeout: timeoutSeconds * 1000 },
  });

  /** One request, no redirect followed. */
  const request = async (url: URL, signal: AbortSignal): Promise<Dispatcher.ResponseData> => {
    // A socket resolves names; an address written out it connects to at once.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !guard.allows(host)) throw blocked();
    const path = url.pathname + url.search;
    return agent.request({ origin: url.origin, path, method: 'GET', headers: HEADERS, signal });
  };

  const follow = async (first: string, signal: AbortSignal): Promise<Uint8Array> => {
    let url = checkUrl(first, ports);
    for (let redirects = 0; ; redirects++) {
      const response = await request(url, signal);
      if (!REDIRECTS.has(response.statusCode)) return readBody(response, maxBytes);
      discard(response);
      if (redirects === maxRedirects) throw failed(`More than ${maxRedirects} redirects.`);
      url = checkUrl(locationOf(response, url), ports);
    }
  };

  return {
    fetch: async (url, signal) => {
      const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
      const over = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
      try {
        return await follow(url, over);
      } catch (error) {
        signal?.throwIfAborted();
        throw toAppError(error, deadline.aborted, timeoutSeconds);
      }
    },
    close: () => agent.destroy(),
  };
}

function locationOf({ headers: { location } }: Dispatcher.ResponseData, from: URL): string {
  if (typeof location !== 'string') throw failed('A redirect says not where to.');
  if (!URL.canParse(location, from.href)) throw failed('A redirect leads to a malformed address.');
  return new URL(location, from).href;
}

/** Lets go of a body nobody reads. */
function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => undefined).destroy();
}

function failed(detail: string, cause?: unknown): AppError {
  return new AppError('fetch_failed', detail, { cause });
}

/** The catalogue's word for what went wrong on the way. */
function toAppError(error: unknown, late: boolean, seconds: number): AppError {
  if (isAppError(error)) return error;
  if (late) {
    return new AppError('fetch_timeout', `Nothing whole came within ${seconds} seconds.`, { cause: error });
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return failed('The host name is not known.', error);
  return failed(
    `The host does not answer as it should (${typeof code === 'string' ? code : 'unknown error'}).`,
    error,
  );
}
