import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A Nest application that is handed its requests, and is closed only when it has answered them. */
export class ServedApp {
  readonly nest: NestFastifyApplication;
  readonly #fastify: FastifyInstance;
  #open = 0;
  #drained: (() => void) | undefined;

  private constructor(nest: NestFastifyApplication) {
    this.nest = nest;
    this.#fastify = nest.getHttpAdapter().getInstance();
    // Runs after event streams were ended and before engines are closed.
    this.#fastify.addHook('onClose', () => this.#answered());
  }

  /** Makes an application ready for requests. */
  static async of(nest: NestFastifyApplication): Promise<ServedApp> {
    const app = new ServedApp(nest);
    await nest.init();
    await app.#fastify.ready();
    return app;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#open += 1;
    response.once('close', () => {
      this.#open -= 1;
      if (this.#open === 0) this.#drained?.();
    });
    this.#fastify.routing(request, response);
  }

  /** Answers what is no HTTP. */
  clientError(error: Error, socket: Duplex): void {
    this.#fastify.server.emit('clientError', error, socket);
  }

  /** Answers the requests it was handed, and closes its engines. */
  close(): Promise<void> {
    return this.nest.close();
  }

  #answered(): Promise<void> {
    return this.#open === 0 ? Promise.resolve() : new Promise((resolve) => (this.#drained = resolve));
  }
}
