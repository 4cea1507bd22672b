import { AppError, isAppError } from '@unseen/domain/portable';
import { readXmpWords } from '@unseen/imaging/words';
import { validateMetadata } from '../../validate/metadata.ts';
import { validateCaptions } from '../../validate/text.ts';
import type { Found } from '../reader.ts';
import { maxSidecarBytes } from './sidecar-names.ts';
import { readTakeout } from './takeout.ts';

/** A file beside a picture that says something about it. */
export interface Sidecar {
  readonly path: string;
  /** @throws AppError when it cannot be read; it then counts as faulty */
  readonly read: () => Promise<Uint8Array>;
}

/** What the sidecars of one picture say. */
export interface Said {
  readonly captions: readonly string[];
  readonly metadata: Record<string, unknown>;
  /** What is wrong with a sidecar: a place of its own, so that the picture goes in all the same. */
  readonly faults: readonly Found[];
}

/** Reads the sidecars of one picture. @param withPlace - whether the place where it was taken is wanted */
export async function readSidecars(sidecars: readonly Sidecar[], withPlace: boolean): Promise<Said> {
  const captions = new Set<string>();
  let metadata: Record<string, unknown> = {};
  const faults: Found[] = [];
  for (const { path, read } of sidecars) {
    try {
      const said = toWords(path, await readOrEmpty(path, read), withPlace);
      for (const caption of validateCaptions(said.captions)) captions.add(caption);
      metadata = { ...metadata, ...validateMetadata(said.metadata) };
    } catch (error) {
      if (!isAppError(error) || error.status >= 500 || error.code.startsWith('source_')) throw error;
      faults.push({
        name: path,
        draft: () => {
          throw new AppError(error.code, `"${path}" beside the picture: ${error.message}`, { cause: error });
        },
      });
    }
  }
  return { captions: [...captions], metadata, faults };
}

interface Words {
  readonly captions: readonly unknown[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** @throws AppError `caption_invalid`, `metadata_invalid` */
function toWords(path: string, bytes: Uint8Array, withPlace: boolean): Words {
  if (/\.xmp$/i.test(path)) return readXmpWords(bytes);
  const text = decode(bytes);
  if (/\.txt$/i.test(path)) return { captions: text.split(/\r\n?|\n/), metadata: {} };
  const object = parseObject(text);
  return readTakeout(object, withPlace) ?? readObject(object);
}

/** The bytes of a sidecar; what is said of pictures in the errors of reading them is said of texts. */
async function readOrEmpty(path: string, read: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read();
  } catch (error) {
    if (isAppError(error, 'image_empty')) return new Uint8Array();
    if (!isAppError(error, 'image_too_large')) throw error;
    throw tooLong(path, error);
  }
}

/** The error for a sidecar that is larger than any is read. */
export function tooLong(path: string, cause?: unknown): AppError {
  return new AppError('caption_invalid', `It has more than ${maxSidecarBytes(path)} bytes.`, { cause });
}

/** @throws AppError `caption_invalid` */
function decode(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfffe) return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 0xfeff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError('caption_invalid', 'It is not valid UTF-8.', { cause: error });
  }
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AppError('metadata_invalid', 'It is not valid JSON.', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('metadata_invalid', 'It is not a JSON object.');
  }
  return value as Record<string, unknown>;
}

function readObject({ caption, captions, ...metadata }: Record<string, unknown>): Words {
  const one = typeof caption === 'string' ? [caption] : [];
  return { captions: Array.isArray(captions) ? [...one, ...(captions as unknown[])] : one, metadata };
}
