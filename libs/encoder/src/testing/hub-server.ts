import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';

/** What the server does with an answer instead of sending it whole. */
export type Fault =
  /** The connection breaks after some bytes, as soon as `taken` says that they were. */
  | { readonly kind: 'break'; readonly afterBytes: number; readonly taken: () => Promise<void> }
  | { readonly kind: 'stall'; readonly afterBytes: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'no-ranges' }
  | { readonly kind: 'other-bytes' }
  | { readonly kind: 'pointer' };

/** A request for a file as it arrived where files are kept. */
export interface FileRequest {
  readonly path: string;
  readonly range?: string;
}

interface Kept {
  readonly bytes: Buffer;
  readonly sha256: string;
}

const LARGE = 4_096;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/**
 * A server that speaks as the Hugging Face hub does, as far as models are fetched from it: a list of files with sizes and
 * checksums, small files sent by itself, large ones by a redirect to another place that knows ranges and ETags.
 */
export class HubServer {
  readonly url: string;
  /** The commit every branch stands at. */
  readonly commit = COMMIT;
  /** Requests that reached where files are kept, in order. */
  readonly requests: FileRequest[] = [];
  readonly #server: Server;
  readonly #files: Map<string, Map<string, Kept>>;
  readonly #faults: Map<string, Fault[]> = new Map();

  private constructor(server: Server, files: Map<string, Map<string, Kept>>) {
    this.#server = server;
    this.#files = files;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.#answer(request, response),
    );
  }

  /** @param repositories - folders by `owner/name` */
  static async start(repositories: Readonly<Record<string, string>>): Promise<HubServer> {
    const files = new Map<string, Map<string, Kept>>();
    for (const [name, folder] of Object.entries(repositories)) files.set(name, await readFolder(folder));
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new HubServer(server, files);
  }

  /** The next answers for a file are spoiled, one after the other. */
  spoil(path: string, ...faults: readonly Fault[]): void {
    this.#faults.set(path, [...faults]);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(new URL(request.url!, this.url).pathname);
    const listed = /^\/api\/models\/([^/]+\/[^/]+)\/revision\/(.+)$/.exec(path);
    if (listed) return this.#list(listed[1]!, response);
    const asked = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
    if (asked) return this.#resolve(asked[1]!, asked[2]!, asked[3]!, request, response);
    const kept = /^\/cdn\/([^/]+\/[^/]+)\/(.+)$/.exec(path);
    if (kept) return this.#send(kept[1]!, kept[2]!, request, response);
    response.writeHead(404).end();
  }

  #list(repository: string, response: ServerResponse): void {
    const files = this.#files.get(repository);
    // Who asks without an account is not told whether it exists.
    if (files === undefined) return void response.writeHead(401).end('Repository not found');
    const siblings = [...files].map(([rfilename, { bytes, sha256 }]) => ({
      rfilename,
      size: bytes.length,
      blobId: gitName(bytes),
      ...(bytes.length >= LARGE && { lfs: { sha256, size: bytes.length, pointerSize: 134 } }),
    }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: repository, sha: COMMIT, siblings }));
  }

  #resolve(
    repository: string,
    revision: string,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const file = this.#files.get(repository)?.get(path);
    if (file === undefined || revision !== COMMIT) return void response.writeHead(404).end();
    if (file.bytes.length < LARGE) return this.#send(repository, path, request, response);
    response.writeHead(302, {
      location: `${this.url}/cdn/${repository}/${path}?signed=once`,
      'x-repo-commit': COMMIT,
      'x-linked-etag': `"${file.sha256}"`,
      'x-linked-size': file.bytes.length,
    });
    response.end();
  }

  #send(repository: string, path: string, request: IncomingMessage, response: ServerResponse): void {
    const { bytes, sha256 } = this.#files.get(repository)!.get(path)!;
    const { range } = request.headers;
    this.requests.push({ path, range });
    const fault = this.#faults.get(path)?.shift();
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end();
    if (fault?.kind === 'pointer') {
      const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${bytes.length}\n`;
      return void response.writeHead(200, { etag: '"pointer"' }).end(pointer.padEnd(bytes.length, '\n'));
    }
    const etag = `"${sha256}"`;
    const same = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const from =
      fault?.kind !== 'no-ranges' && same ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    const rest =
      fault?.kind === 'other-bytes' ? Buffer.alloc(bytes.length - from, 'x') : bytes.subarray(from);
    const headers = { etag, 'content-length': rest.length };
    if (from === 0) response.writeHead(200, headers);
    else
      response.writeHead(206, {
        ...headers,
        'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
      });
    if (fault?.kind !== 'break' && fault?.kind !== 'stall') return void response.end(rest);
    response.write(rest.subarray(0, fault.afterBytes));
    if (fault.kind === 'break') void fault.taken().finally(() => response.destroy());
  }
}

async function readFolder(folder: string): Promise<Map<string, Kept>> {
  const files = new Map<string, Kept>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.set(relative(folder, path).split(sep).join('/'), { bytes, sha256 });
  }
  return files;
}

/** The name git gives a file. */
function gitName(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
