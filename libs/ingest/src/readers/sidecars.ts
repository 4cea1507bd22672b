import { AppError, isAppError } from '@unseen/domain/portable';
import { isPictureName } from '@unseen/imaging/types';
import { validateMetadata } from '../validate/metadata.ts';
import { validateCaptions } from '../validate/text.ts';
import type { Found } from './reader.ts';

/** Largest sidecar that is read, in bytes. */
export const MAX_SIDECAR_BYTES = 64 * 1024;

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

/**
 * Whether a file may be a sidecar: `cat.txt` beside `cat.jpg` holds captions, one a line; `cat.json` an object with `caption` and whatever else is
 * known, as image data sets in WebDataset form have them.
 */
export function isSidecarName(path: string): boolean {
  return /\.(?:txt|json)$/i.test(path);
}

/** Finds the sidecars of pictures by name, whichever Unicode form and case of the extension they are written in. */
export class SidecarIndex {
  readonly #pictures = new Set<string>();
  readonly #sidecars = new Map<string, Sidecar[]>();

  /** Notes a file: a picture, or what may be a sidecar; others are of no interest. */
  add(path: string, read: () => Promise<Uint8Array>): void {
    if (isPictureName(path) === 'yes') this.#pictures.add(stemOf(path));
    else if (isSidecarName(path)) {
      const others = this.#sidecars.get(stemOf(path)) ?? [];
      // In one order whatever the order of the source.
      this.#sidecars.set(
        stemOf(path),
        [...others, { path, read }].sort((a, b) => (a.path < b.path ? -1 : 1)),
      );
    }
  }

  /** Whether a file belongs to a picture. */
  belongs(path: string): boolean {
    return isSidecarName(path) && this.#pictures.has(stemOf(path));
  }

  /** Reads what is said of a picture. */
  async of(picture: string): Promise<Said> {
    return readSidecars(this.#sidecars.get(stemOf(picture)) ?? []);
  }
}

function stemOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.')).normalize('NFC');
}

async function readSidecars(sidecars: readonly Sidecar[]): Promise<Said> {
  const captions: string[] = [];
  let metadata: Record<string, unknown> = {};
  const faults: Found[] = [];
  for (const { path, read } of sidecars) {
    try {
      const text = decode(await readOrEmpty(read));
      if (/\.txt$/i.test(path)) captions.push(...validateCaptions(text.split(/\r\n?|\n/)));
      else {
        const said = parseObject(text);
        captions.push(...validateCaptions(said.captions));
        metadata = { ...metadata, ...validateMetadata(said.metadata) };
      }
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
  return { captions, metadata, faults };
}

/** The bytes of a sidecar; what is said of pictures in the errors of reading them is said of texts. */
async function readOrEmpty(read: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read();
  } catch (error) {
    if (isAppError(error, 'image_empty')) return new Uint8Array();
    if (!isAppError(error, 'image_too_large')) throw error;
    throw new AppError('caption_invalid', `It has more than ${MAX_SIDECAR_BYTES} bytes.`, { cause: error });
  }
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

function parseObject(text: string): { captions: unknown[]; metadata: Record<string, unknown> } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AppError('metadata_invalid', 'It is not valid JSON.', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('metadata_invalid', 'It is not a JSON object.');
  }
  const { caption, captions, ...metadata } = value as Record<string, unknown>;
  const one = typeof caption === 'string' ? [caption] : [];
  return { captions: Array.isArray(captions) ? [...one, ...(captions as unknown[])] : one, metadata };
}
