import { changes } from '../platform/changes.ts';
import { keep, readKept } from '../platform/kept-list.ts';
import { storedKey } from '../platform/key.ts';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** A request as it is typed. */
export interface Asked {
  readonly method: Method;
  /** With its query. */
  readonly path: string;
  /** JSON as it was typed; empty: none is sent. */
  readonly body: string;
}

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly milliseconds: number;
  /** Names the request in the log of the platform. */
  readonly requestId: string;
  readonly text: string;
}

/** A request that was sent, and how it ended. */
export interface Sent extends Asked {
  readonly status: number;
  /** When, in ISO 8601. */
  readonly at: string;
}

const NAME = 'unseen:console';
const MOST = 30;
/** A body longer than this is not worth keeping: it holds pictures. */
const MOST_BODY = 20_000;
/** Characters of an answer that are shown. */
const MOST_SHOWN = 200_000;
const { tell, use } = changes(NAME);

/** Sends a request to the platform this page came from. @throws Error where nothing answers, or the path leads elsewhere */
export async function send({ method, path, body }: Asked): Promise<Answered> {
  const url = new URL(path, window.location.origin);
  if (url.origin !== window.location.origin) throw new TypeError(path);
  const key = storedKey();
  const started = performance.now();
  const response = await fetch(url, {
    method,
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(hasBody(method, body) && { 'content-type': 'application/json' }),
    },
    ...(hasBody(method, body) && { body }),
  });
  const text = pretty(await response.text());
  return {
    status: response.status,
    milliseconds: performance.now() - started,
    requestId: response.headers.get('x-request-id') ?? '',
    text: text.slice(0, MOST_SHOWN),
  };
}

/** Whether a request of this method takes a body, and one was typed. */
export function hasBody(method: Method, body: string): boolean {
  return method !== 'GET' && body.trim() !== '';
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const read = () => readKept(NAME, isSent);

function isSent(entry: unknown): entry is Sent {
  return typeof (entry as Sent | null)?.path === 'string';
}

/** Keeps a request on this device; one that was sent before comes to the top again. */
export function remember(sent: Sent): void {
  const same = (other: Asked) =>
    other.method === sent.method && other.path === sent.path && other.body === sent.body;
  if (sent.body.length > MOST_BODY) return;
  keep(NAME, [sent, ...read().filter((other) => !same(other))], MOST);
  tell();
}

/** Forgets all requests. */
export function forgetAll(): void {
  keep(NAME, [], MOST);
  tell();
}

/** The requests sent last, newest first. */
export function useSent(): readonly Sent[] {
  use();
  return read();
}
