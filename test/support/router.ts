import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A route of a service, and where its replicas answer. */
interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly parameters: number;
  readonly origins: () => readonly string[];
}

/** Longer than any test: a connection that closes as it is used again would look like a lost request. */
const KEEP_ALIVE = { keepAliveTimeout: 3_600_000 };

/** The smallest of gateways: one origin for several services, routed by what each says it answers. */
export class Router {
  readonly #server = createServer(KEEP_ALIVE, (request, response) => this.#pass(request, response));
  #routes: Route[] = [];
  /** The OpenAPI documents of all services as one. */
  readonly #document: { paths: Record<string, object> } = { paths: {} };

  /** Opens one on a free port; it answers 502 until it knows {@link add routes}. */
  static async open(): Promise<Router> {
    const router = new Router();
    router.#server.listen(0, '127.0.0.1');
    await once(router.#server, 'listening');
    return router;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Learns the routes of a service from its OpenAPI document. @param origins - its replicas now, the first is asked first */
  async add(origins: () => readonly string[]): Promise<void> {
    const response = await fetch(`${origins()[0]}/openapi.json`);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
    for (const [path, methods] of Object.entries(paths)) {
      this.#document.paths[path] = { ...this.#document.paths[path], ...methods };
      const parts = path
        .split(/\{\w+\}/)
        .map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`));
      const pattern = new RegExp(`^${parts.join('[^/]+')}$`);
      for (const method of Object.keys(methods)) {
        this.#routes.push({ method: method.toUpperCase(), pattern, parameters: parts.length - 1, origins });
      }
    }
    // `/v1/things/export` is not a thing of the id "export".
    this.#routes.sort((a, b) => a.parameters - b.parameters);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url?.split('?', 1)[0] ?? '/';
    if (path === '/openapi.json') {
      response.end(JSON.stringify(this.#document));
      return;
    }
    const matching = this.#routes.filter(({ pattern }) => pattern.test(path));
    const route = matching.find(({ method }) => method === request.method) ?? matching[0] ?? this.#routes[0];
    forward(request, response, [...(route?.origins() ?? [])]);
  }
}

/** Sends a request on to the first origin that takes the connection, as gateways do. */
function forward(request: IncomingMessage, response: ServerResponse, [origin, ...others]: string[]): void {
  if (origin === undefined) {
    response.writeHead(502).end();
    return;
  }
  const upstream = httpRequest(
    origin + request.url,
    { method: request.method, headers: request.headers, agent: false },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    },
  );
  // Nothing of the body is taken before the connection stands, so another origin can still have all of it.
  upstream.on('socket', (socket) => socket.on('connect', () => request.pipe(upstream)));
  upstream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') forward(request, response, others);
    else if (response.headersSent) response.destroy();
    else response.writeHead(502).end(error.message);
  });
  response.on('close', () => upstream.destroy());
}
