/** A running platform of its own, in whatever shape: built code, real engines, real model pack. */
export abstract class Platform {
  /** Folder of its data; bulk jobs read below `import` in it. */
  readonly dataDir: string;

  constructor(dataDir: string) {
    this.dataDir = dataDir;
  }

  /** The one origin everything answers at. */
  abstract readonly url: string;
  /** What it wrote to standard error so far. */
  abstract readonly log: string;
  /** Starts it again on the same data. */
  abstract boot(): Promise<void>;
  /** Ends it: SIGTERM unless told otherwise. Returns the exit code, of several the worst. */
  abstract stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Stops and removes everything. */
  abstract dispose(): Promise<void>;

  /** Sends a request; JSON bodies as objects. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const isForm = body instanceof FormData;
    return fetch(this.url + path, {
      method,
      headers: body === undefined || isForm ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    });
  }

  /** As {@link send}, expecting a status, and parses the answer. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async json(status: number, method: string, path: string, body?: unknown): Promise<any> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (response.status !== status)
      throw new Error(`${method} ${path}: ${response.status} instead of ${status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
