import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beginAnswer } from '../http/answer-headers.ts';
import type { ServedApp } from './served-app.ts';

/** Milliseconds an idle connection is kept: longer than a load balancer in front keeps its own (60 s). */
const KEEP_ALIVE_MS = 72_000;

/** The address of a process. Behind it one application can take the place of another without a connection being refused. */
export class Door {
  readonly #server: Server;
  #app: ServedApp | undefined;

  constructor() {
    this.#server = createServer((request, response) => this.#handle(request, response));
    this.#server.keepAliveTimeout = KEEP_ALIVE_MS;
    // Large uploads over slow lines take as long as they take; each application watches their pace.
    this.#server.requestTimeout = 0;
    // Who asks whether a body is wanted hears so when it is let in.
    this.#server.on('checkContinue', (request, response) => this.#handle(request, response));
    this.#server.on('clientError', (error, socket) => {
      if (this.#app === undefined) socket.destroy(error);
      else this.#app.clientError(error, socket);
    });
  }

  /** Requests go to this application from now on. */
  leadTo(app: ServedApp): void {
    this.#app = app;
  }

  /** Begins to listen. @returns the address people use @throws the system's error, such as `EADDRINUSE` */
  async listen(port: number, host: string): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const { address, family, port: given } = this.#server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${given}`;
  }

  /** Lets no new connection in; those that are open are served. */
  shut(): void {
    this.#server.close();
  }

  /** Ends all connections. */
  end(): void {
    this.#app = undefined;
    this.#server.closeAllConnections();
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    beginAnswer(response);
    if (this.#app !== undefined) this.#app.handle(request, response);
    else response.writeHead(503, { connection: 'close', 'retry-after': '2' }).end();
  }
}
