import { pipeline } from 'node:stream';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { pick } from 'stream-json/filters/pick.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import type { ImportRoot } from '../paths/import-root.ts';

/**
 * Streams the elements of one array of a JSON file's top-level object; the rest of the file is parsed but not kept.
 *
 * @param key - name of the array
 * @throws AppError `source_invalid` when the file is not JSON up to where it was read, or the key holds no array
 */
export async function* readJsonArray(
  root: ImportRoot,
  file: string,
  key: string,
): AsyncGenerator<unknown, void, undefined> {
  const picked = pick.withParserAsStream({
    filter: (stack) => stack.length === 1 && stack[0] === key,
    once: true,
    streamValues: false,
  });
  const elements = streamArray.asStream();
  const source = await root.stream(file, 'source');
  let failure: unknown;
  pipeline(source, picked, elements, (error) => {
    failure = error;
  });
  try {
    for await (const element of elements as AsyncIterable<{ value: unknown }>) yield element.value;
  } catch (error) {
    throw isAppError(error) ? error : brokenOff(failure ?? error);
  } finally {
    // Also when the consumer has seen enough: the file must not stay open.
    source.destroy();
    picked.destroy();
    elements.destroy();
  }
}

function brokenOff(error: unknown): AppError {
  return new AppError(
    'source_invalid',
    `The file cannot be read as JSON: ${messageOf(error).slice(0, 200)}`,
    {
      cause: error,
    },
  );
}

/** A JSON object, or `entry_invalid`. */
export function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('entry_invalid', 'The element is not a JSON object.');
  }
  return value as Record<string, unknown>;
}

/** A file name or caption out of a JSON file. @throws AppError `entry_invalid` */
export function asText(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new AppError('entry_invalid', `\`${field}\` is missing, or not a string.`);
  }
  // What the decoder puts where bytes were not UTF-8.
  if (value.includes('\ufffd')) throw new AppError('entry_invalid', `\`${field}\` is not valid UTF-8.`);
  return value;
}
