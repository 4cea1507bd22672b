import type { QdrantClient } from '@qdrant/js-client-rest';
import { persist } from '@unseen/concurrency';
import type { ReadCopies } from '../options.ts';
import { asAppError, failureKind } from './failure.ts';

/**
 * Calls of the server that are tried again while it is away or overloaded, with growing, jittered pauses, until a time is up. Every
 * call made through here may be repeated: reads, and writes that set a state.
 */
export class Calls {
  readonly #clients: readonly QdrantClient[];
  /** Which node is asked: the next one as soon as one is away. */
  #turn = 0;
  readonly #retryMs: number;
  #retries = 0;
  /** What goes with every read of points. */
  readonly copies: { readonly consistency?: ReadCopies };
  readonly #closing = new AbortController();

  /**
   * @param clients - of one server, or of several nodes of one cluster
   * @param retryMs - no new attempt starts when this long has passed since the first
   * @param copies - how many copies a read asks; absent: as the server thinks
   */
  constructor(clients: readonly QdrantClient[], retryMs: number, copies?: ReadCopies) {
    this.#clients = clients;
    this.copies = copies === undefined ? {} : { consistency: copies };
    this.#retryMs = retryMs;
  }

  /** Calls that were made again so far. */
  get retries(): number {
    return this.#retries;
  }

  /** @throws AppError `vector_store_unavailable`, or `internal` when the server calls the request wrong */
  async run<T>(what: string, call: (client: QdrantClient) => Promise<T>): Promise<T> {
    try {
      return await this.#persist(call);
    } catch (error) {
      throw asAppError(what, error);
    }
  }

  /** The same, with an answer for when the collection is not there. */
  async runOr<T>(what: string, missing: T, call: (client: QdrantClient) => Promise<T>): Promise<T> {
    return this.run(what, async (client) => {
      try {
        return await call(client);
      } catch (error) {
        if (failureKind(error) === 'missing') return missing;
        throw error;
      }
    });
  }

  /** Ends the pauses: what fails from now on fails at once. */
  close(): void {
    this.#closing.abort();
  }

  #persist<T>(call: (client: QdrantClient) => Promise<T>): Promise<T> {
    const ask = async (): Promise<T> => {
      const turn = this.#turn;
      try {
        return await call(this.#clients[turn % this.#clients.length]!);
      } catch (error) {
        // Others may have moved on from this node already.
        if (isTransient(error) && this.#turn === turn) this.#turn += 1;
        throw error;
      }
    };
    return persist(ask, {
      mayPass: isTransient,
      forMs: this.#retryMs,
      signal: this.#closing.signal,
      onRetry: () => (this.#retries += 1),
    });
  }
}

function isTransient(error: unknown): boolean {
  return failureKind(error) === 'transient';
}
