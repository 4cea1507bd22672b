import { parentPort } from 'node:worker_threads';
import { Projection } from './projection.ts';

/** Vectors one after the other: landmarks to arrange, or vectors to place among them. */
export interface ProjectionRequest {
  readonly kind: 'arrange' | 'place';
  readonly vectors: Float32Array;
  /** Floats of each. */
  readonly dimensions: number;
}

/** Where the vectors lie; nothing for landmarks. */
export type ProjectionReply = { readonly places: Uint16Array } | { readonly error: string };

let projection: Projection | undefined;

// It computes for seconds: here that holds up nobody.
parentPort!.on('message', ({ kind, vectors, dimensions }: ProjectionRequest) => {
  try {
    const rows = Array.from({ length: vectors.length / dimensions }, (_, at) =>
      vectors.subarray(at * dimensions, (at + 1) * dimensions),
    );
    if (kind === 'arrange') projection = new Projection(rows);
    const places = kind === 'place' ? projection!.place(rows) : new Uint16Array();
    parentPort!.postMessage({ places } satisfies ProjectionReply);
  } catch (error) {
    parentPort!.postMessage({ error: String(error) } satisfies ProjectionReply);
  }
});
