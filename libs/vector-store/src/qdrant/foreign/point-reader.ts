import { AppError } from '@unseen/domain';
import { connect } from '../connection/connect.ts';
import { failureKind } from '../connection/failure.ts';

/** Points asked for at once. */
const PAGE = 256;
/** Somebody else's server may be slow to read payloads from disk. */
const TIMEOUT_MS = 60_000;

/** A point somebody else's program wrote. */
export interface ForeignPoint {
  /** A UUID, or a whole number in digits. */
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Reads a collection somebody else fills. Its vectors stay behind: they are of another model. */
export interface PointReader {
  /** Number of points, as the server estimates it. @throws AppError as {@link points} */
  count(): Promise<number>;
  /**
   * All points in the order of their ids; memory does not grow with their number.
   *
   * @throws AppError `source_not_found` when there is no such collection, `source_invalid` when the key is refused,
   * `vector_store_unavailable`
   */
  points(): AsyncGenerator<ForeignPoint, void, undefined>;
}

/** Opens a collection of a Qdrant server for reading; nothing is sent yet. */
export function openPointReader(url: string, collection: string, apiKey?: string): PointReader {
  const { reads } = connect({ urls: [url], apiKey, timeoutMs: TIMEOUT_MS });
  const read = async <T>(what: string, call: Parameters<typeof reads.run<T>>[1]): Promise<T> => {
    try {
      return await reads.run(what, call);
    } catch (error) {
      throw toSourceError(error, collection);
    }
  };
  return {
    count: async () => {
      const { count } = await read('count the points', (client) =>
        client.count(collection, { exact: false }),
      );
      return count;
    },
    async *points() {
      let offset: string | number | undefined;
      do {
        const page = await read('read points', (client) =>
          client.scroll(collection, { limit: PAGE, offset, with_payload: true, with_vector: false }),
        );
        for (const { id, payload } of page.points) yield { id: String(id), payload: payload ?? {} };
        offset = page.next_page_offset as string | number | undefined;
      } while (offset !== undefined && offset !== null);
    },
  };
}

function toSourceError(error: unknown, collection: string): unknown {
  const cause: unknown = error instanceof AppError ? error.cause : error;
  switch (failureKind(cause)) {
    case 'missing':
      return new AppError('source_not_found', `The Qdrant server has no collection "${collection}".`, {
        cause,
      });
    case 'refused':
      return new AppError('source_invalid', 'The Qdrant server refuses the key, or needs one.', { cause });
    default:
      return error;
  }
}
