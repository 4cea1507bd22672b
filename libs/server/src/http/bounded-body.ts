import { AppError } from '@unseen/domain';
import { Readable } from 'node:stream';

/**
 * A body that is read as it comes, and breaks off beyond a number of bytes. The connection stays open for the answer.
 *
 * @throws AppError `payload_too_large`, to whoever reads it
 */
export function boundedBody(body: Readable, most: number): Readable {
  return Readable.from(bounded(body, most), { objectMode: false });
}

async function* bounded(body: Readable, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > most) throw tooLarge(most);
    yield chunk;
  }
}

/** The refusal of a body by its size. */
export function tooLarge(most: number): AppError {
  return new AppError('payload_too_large', `The body is larger than ${most} bytes, the limit of this route.`);
}
