import { loadClientConfig } from '@unseen/config';
import { Unseen, UnseenError } from '@unseen/client';
import { messageOf } from '@unseen/domain';

/** A request the platform refused, or could not be reached for. */
export class RequestError extends Error {
  readonly code: string;
  readonly status: number;
  readonly hint?: string;

  constructor(code: string, status: number, message: string, hint?: string) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.status = status;
    this.hint = hint;
  }
}

/** What can be sent; a blob as it is, with its type, and piece by piece where it is a file's. */
export type Body =
  { readonly json: unknown } | { readonly form: FormData } | { readonly blob: Blob } | undefined;

/** Sends requests to one platform with one key. */
export class Api {
  readonly url: string;
  readonly apiKey?: string;

  /** @throws Error when the address is none */
  constructor(url: string | undefined) {
    const config = loadClientConfig();
    this.url = (url ?? config.url).replace(/\/+$/, '');
    if (!URL.canParse(this.url))
      throw new Error(`"${this.url}" is not a web address. One looks like http://127.0.0.1:8080.`);
    this.apiKey = config.apiKey;
  }

  /** The same platform through the typed client; what it throws goes through {@link fromClient}. */
  get client(): Unseen {
    return new Unseen({ url: this.url, key: this.apiKey });
  }

  /** Sends a request and parses the answer. @throws RequestError */
  async send<T>(method: string, path: string, body?: Body): Promise<T> {
    const response = await this.fetch(method, path, body);
    const text = await response.text();
    if (!response.ok) throw problemOf(response.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Sends a request and returns the answer as it is. @throws RequestError */
  async text(method: string, path: string): Promise<string> {
    const response = await this.fetch(method, path, undefined);
    const text = await response.text();
    if (!response.ok) throw problemOf(response.status, text);
    return text;
  }

  /** Sends a request and gives the answer's body as it comes. @throws RequestError */
  async stream(method: string, path: string): Promise<ReadableStream<Uint8Array>> {
    const response = await this.fetch(method, path, undefined);
    if (!response.ok || response.body === null) throw problemOf(response.status, await response.text());
    return response.body;
  }

  private async fetch(method: string, path: string, body: Body): Promise<Response> {
    const headers = new Headers({ accept: 'application/json' });
    if (this.apiKey !== undefined) headers.set('authorization', `Bearer ${this.apiKey}`);
    let payload: string | FormData | Blob | undefined;
    if (body !== undefined && 'json' in body) {
      headers.set('content-type', 'application/json');
      payload = JSON.stringify(body.json);
    } else if (body !== undefined) payload = 'form' in body ? body.form : body.blob;
    try {
      return await fetch(this.url + path, { method, headers, body: payload });
    } catch (error) {
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      throw unreachable(`Nothing answers at ${this.url} (${messageOf(cause)}).`);
    }
  }
}

/** What the client threw as the rest of the command line knows it; anything else as it is. */
export function fromClient(error: unknown): unknown {
  if (!(error instanceof UnseenError)) return error;
  const { code, status, message } = error;
  return code === 'unreachable' ? unreachable(message) : new RequestError(code, status, message);
}

function unreachable(message: string): RequestError {
  const hint = 'Start the platform with `npm start`, or name another one with --url.';
  return new RequestError('unreachable', 0, message, hint);
}

function problemOf(status: number, text: string): RequestError {
  try {
    const problem = JSON.parse(text) as { code?: string; title?: string; detail?: string };
    return new RequestError(problem.code ?? 'failed', status, problem.detail ?? problem.title ?? text);
  } catch {
    return new RequestError(
      'failed',
      status,
      `The platform answered ${status} without a problem description.`,
    );
  }
}
