import { pipeline, Readable, type Duplex } from 'node:stream';
import { AppError, isAppError, messageOf } from '@unseen/domain';
import { pick } from 'stream-json/filters/pick.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { streamObject } from 'stream-json/streamers/stream-object.js';
import { streamValues } from 'stream-json/streamers/stream-values.js';
import type { ImportRoot } from '../paths/import-root.ts';
import { readText } from './tables/text-source.ts';

/**
 * Streams the elements of an array in a JSON file; the rest of the file is parsed but not kept.
 *
 * @param key - name of the array in the file's top-level object; absent: the file is the array
 * @throws AppError `source_invalid` when the file is not JSON up to where it was read, or the key holds no array
 */
export async function* readJsonArray(
  root: ImportRoot,
  file: string,
  key?: string,
): AsyncGenerator<unknown, void, undefined> {
  if (key === undefined) {
    yield* streamElements(root, file, [streamArray.withParserAsStream()]);
    return;
  }
  const picked = pick.withParserAsStream({
    filter: (stack) => stack.length === 1 && stack[0] === key,
    once: true,
    streamValues: false,
  });
  yield* streamElements(root, file, [picked, streamArray.asStream()]);
}

/** Streams JSON values that stand one after another in a file. @throws AppError as {@link readJsonArray} */
export async function* readJsonValues(
  root: ImportRoot,
  file: string,
): AsyncGenerator<unknown, void, undefined> {
  yield* streamElements(root, file, [streamValues.withParserAsStream()]);
}

/** Streams the fields of the object a file is. @throws AppError as {@link readJsonArray} */
export async function* readJsonFields(
  root: ImportRoot,
  file: string,
): AsyncGenerator<{ readonly key: string; readonly value: unknown }, void, undefined> {
  yield* streamAll(root, file, [streamObject.withParserAsStream()]);
}

async function* streamElements(
  root: ImportRoot,
  file: string,
  stages: readonly Duplex[],
): AsyncGenerator<unknown, void, undefined> {
  for await (const { value } of streamAll<{ value: unknown }>(root, file, stages)) yield value;
}

async function* streamAll<T>(
  root: ImportRoot,
  file: string,
  stages: readonly Duplex[],
): AsyncGenerator<T, void, undefined> {
  const source = Readable.from(readText(root, file), { objectMode: false });
  const last = stages.at(-1)!;
  let failure: unknown;
  pipeline([source, ...stages], (error) => {
    failure = error;
  });
  try {
    yield* last as AsyncIterable<T>;
  } catch (error) {
    throw isAppError(error) ? error : brokenOff(failure ?? error);
  } finally {
    // Also when the consumer has seen enough: the file must not stay open.
    source.destroy();
    for (const stage of stages) stage.destroy();
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
  return checkDecoded(value, field);
}

/** A text whose bytes were valid UTF-8. @throws AppError `entry_invalid` */
export function checkDecoded(text: string, field: string): string {
  // What the decoder puts where bytes were not UTF-8.
  if (text.includes('\ufffd')) throw new AppError('entry_invalid', `\`${field}\` is not valid UTF-8.`);
  return text;
}
