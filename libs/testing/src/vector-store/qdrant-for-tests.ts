/** The Qdrant server that tests and benchmarks may use. */
export interface QdrantForTests {
  readonly url?: string;
  readonly apiKey?: string;
  /** Why there is none. */
  readonly notRun?: string;
}

/** Reads `QDRANT_URL` and `QDRANT_API_KEY`. */
export function qdrantForTests(): QdrantForTests {
  const url = process.env['QDRANT_URL'] || undefined;
  return {
    url,
    apiKey: process.env['QDRANT_API_KEY'] || undefined,
    notRun: url === undefined ? 'set QDRANT_URL to the address of a Qdrant server' : undefined,
  };
}
