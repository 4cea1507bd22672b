import { AppError } from '@unseen/domain';
import { parseJsonBody } from '@unseen/server';
import type { Readable } from 'node:stream';
import type { GivenOperation } from './read-operation.ts';

/** Bytes of lines that are worked on together: what a batch of any size may take of memory, and its longest line. */
const PORTION_BYTES = 64 * 1024 * 1024;

/**
 * Reads NDJSON line by line and hands it on in portions, so that memory does not grow with the body. A line that is no
 * JSON takes its place as an error; blank lines do not count.
 *
 * @param most - lines there may be
 * @throws AppError `payload_too_large` for more lines, or a line that is too long
 */
export async function* portionsOf(
  body: Readable,
  most: number,
): AsyncGenerator<GivenOperation[], void, undefined> {
  let portion: GivenOperation[] = [];
  let bytes = 0;
  let lines = 0;
  for await (const line of linesOf(body)) {
    if (line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)) continue;
    lines += 1;
    if (lines > most) throw new AppError('payload_too_large', `A batch has at most ${most} operations.`);
    if (bytes + line.byteLength > PORTION_BYTES && portion.length > 0) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    bytes += line.byteLength;
    portion.push(parse(line));
  }
  if (portion.length > 0) yield portion;
}

function parse(line: Uint8Array): GivenOperation {
  try {
    return { value: parseJsonBody(line) };
  } catch (error) {
    return { error };
  }
}

async function* linesOf(body: Readable): AsyncGenerator<Buffer, void, undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, end)]);
      parts = [];
      length = 0;
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
    length += chunk.byteLength - start;
    if (length > PORTION_BYTES) {
      throw new AppError('payload_too_large', `A line has more than ${PORTION_BYTES} bytes.`);
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}
