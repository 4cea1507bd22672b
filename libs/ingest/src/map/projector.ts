import { Worker } from 'node:worker_threads';
import { AppError } from '@unseen/domain';
import type { ProjectionReply, ProjectionRequest } from './projection-worker.ts';

/** Arranges vectors in two dimensions in a thread of its own; see `Projection`. One request at a time. */
export class Projector {
  readonly #worker: Worker;
  readonly #signal: AbortSignal;

  /** @param signal - ends it */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#worker = new Worker(new URL(`./projection-worker.${extension}`, import.meta.url));
    this.#worker.unref();
  }

  /** Arranges the landmarks. @param vectors - not to be used afterwards. @throws AppError `shutting_down` */
  async arrange(vectors: readonly Float32Array[]): Promise<void> {
    await this.#ask('arrange', vectors);
  }

  /** x and y of each vector, one after the other. @throws AppError `shutting_down` */
  place(vectors: readonly Float32Array[]): Promise<Uint16Array> {
    return this.#ask('place', vectors);
  }

  /** Ends the thread, and what it computes. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(kind: ProjectionRequest['kind'], vectors: readonly Float32Array[]): Promise<Uint16Array> {
    if (this.#signal.aborted) throw stopping();
    const dimensions = vectors[0]?.length ?? 1;
    const flat = new Float32Array(vectors.length * dimensions);
    for (const [at, vector] of vectors.entries()) flat.set(vector, at * dimensions);
    const { promise, resolve, reject } = Promise.withResolvers<ProjectionReply>();
    const over = new AbortController();
    const end = () => {
      reject(stopping());
      void this.close();
    };
    this.#signal.addEventListener('abort', end, over);
    this.#worker.once('message', resolve).once('error', reject).once('exit', end);
    try {
      this.#worker.postMessage({ kind, vectors: flat, dimensions } satisfies ProjectionRequest, [
        flat.buffer,
      ]);
      const reply = await promise;
      if ('error' in reply) throw new Error(reply.error);
      return reply.places;
    } finally {
      over.abort();
      this.#worker.off('message', resolve).off('error', reject).off('exit', end);
    }
  }
}

function stopping(): AppError {
  return new AppError('shutting_down', 'The service is stopping.');
}
