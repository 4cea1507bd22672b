import { isUtf8 } from 'node:buffer';
import { AppError, isAppError } from '@unseen/domain';
import type { ImportRoot } from '../paths/import-root.ts';
import { readText } from './tables/text-source.ts';

/** Longest line a manifest may have, in bytes. A longer one is skipped without being held. */
export const MAX_LINE_BYTES = 1024 * 1024;

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** One physical line, its bytes not yet decoded: skipping lines costs nothing more than finding their ends. */
export class Line {
  /** Line number as an editor counts, from 1. */
  readonly number: number;
  readonly #bytes: Buffer | undefined;

  constructor(number: number, bytes: Buffer | undefined) {
    this.number = number;
    this.#bytes = bytes;
  }

  /** Whether the line holds nothing but blanks. */
  get blank(): boolean {
    return this.#bytes !== undefined && this.#bytes.every((byte) => byte === 32 || byte === 9);
  }

  /** Whether the line holds nothing but blanks and this byte, as rows of empty cells do. */
  holdsOnly(byte: number): boolean {
    return this.#bytes !== undefined && this.#bytes.every((one) => one === byte || one === 32 || one === 9);
  }

  /** Bytes of the line. */
  get length(): number {
    return this.#bytes?.length ?? 0;
  }

  /** How often a byte occurs; 0 for a line that is too long. */
  count(byte: number): number {
    let found = 0;
    for (let at = this.#bytes?.indexOf(byte) ?? -1; at !== -1; at = this.#bytes!.indexOf(byte, at + 1))
      found += 1;
    return found;
  }

  /** The text without its line end. @throws AppError `entry_invalid` when it is too long or not UTF-8 */
  text(): string {
    if (this.#bytes === undefined) {
      throw new AppError('entry_invalid', `The line is longer than ${MAX_LINE_BYTES} bytes.`);
    }
    if (!isUtf8(this.#bytes)) throw new AppError('entry_invalid', 'The line is not valid UTF-8.');
    return this.#bytes.toString('utf8');
  }
}

/**
 * Splits a byte stream into lines; LF and CRLF end one, a byte-order mark at the start is dropped.
 * Holds one chunk of the stream and at most one line.
 */
export async function* readLines(
  stream: AsyncIterable<Buffer>,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<Line, void, undefined> {
  let number = 0;
  /** The start of a line that goes on in the next chunk. */
  let rest: Buffer[] = [];
  let restBytes = 0;

  const take = (end: Buffer): Line => {
    const whole = restBytes === 0 ? end : restBytes > maxBytes ? undefined : Buffer.concat([...rest, end]);
    rest = [];
    restBytes = 0;
    number += 1;
    return new Line(number, trimEnd(whole, number === 1, maxBytes));
  };

  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield take(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) {
      const tail = chunk.subarray(start);
      // Beyond the limit only the length matters.
      if (restBytes <= maxBytes) rest.push(tail);
      else rest = [];
      restBytes += tail.length;
    }
  }
  if (restBytes > 0) yield take(Buffer.alloc(0));
}

function trimEnd(line: Buffer | undefined, first: boolean, maxBytes: number): Buffer | undefined {
  if (line === undefined) return undefined;
  const start = first && line.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  const end = line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
  return end - start > maxBytes ? undefined : line.subarray(start, end);
}

/**
 * The lines of a file of the source, whatever it is written in: see `readText`.
 *
 * @param notes - hears how it was read where that is not sure
 * @throws AppError as {@link ImportRoot.open} does
 */
export async function* fileLines(
  root: ImportRoot,
  file: string,
  notes?: string[],
): AsyncGenerator<Line, void, undefined> {
  yield* readLines(readText(root, file, notes));
}

/**
 * The text of the first line that is not blank; the lines after it are left in the iterator.
 *
 * @throws AppError `source_invalid` when there is none, or it is not text
 */
export async function firstLine(lines: AsyncGenerator<Line, void, undefined>): Promise<string> {
  try {
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
      if (!next.value.blank) return next.value.text();
    }
  } catch (error) {
    await lines.return();
    throw isAppError(error) ? new AppError('source_invalid', error.message, { cause: error }) : error;
  }
  throw new AppError('source_invalid', 'The file is empty.');
}
