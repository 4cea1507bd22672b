import { go } from '../router/place.ts';
import { readQuery, writeQuery } from './query.ts';

/** What an address holds of a picture begins so. It follows the `#`: a browser sends that to nobody. */
const BEGIN = '#picture=';
/** Longest side of the picture in an address, in pixels: the model sees no more of it than that. */
const SIDE = 320;
const QUALITY = 0.8;

/** Whole pictures of this tab, by what addresses hold of them. */
const known = new Map<string, File>();
let unreadable = 0;

/** Whether an address was made for a picture. */
export function namesPicture(hash: string): boolean {
  return hash.startsWith(BEGIN);
}

/** The picture to search with that an address holds: the one that was given, else the small one of the address itself. */
export function pictureOf(hash: string): File | undefined {
  if (!namesPicture(hash)) return undefined;
  const file = known.get(hash) ?? decode(hash.slice(BEGIN.length));
  if (file !== undefined) known.set(hash, file);
  return file;
}

/** What an address holds of a picture. One that the browser cannot draw is known to this tab alone. */
export async function hashOf(file: File): Promise<string> {
  const small = await reduce(file).catch(() => undefined);
  const hash =
    BEGIN + (small === undefined ? `${++unreadable}` : encode(new Uint8Array(await small.arrayBuffer())));
  known.set(hash, file);
  return hash;
}

/** Searches with a picture, in the collection and with the filters that stand in the address now. */
export async function searchWith(file: File): Promise<void> {
  const hash = await hashOf(file);
  const query = readQuery(new URLSearchParams(window.location.search));
  go('/', writeQuery({ ...query, like: undefined }), { hash });
}

async function reduce(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  // A browser that writes no WebP writes PNG instead, several times as large.
  return blob.type === 'image/webp' ? blob : canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}

function encode(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decode(text: string): File | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    const type = bytes[0] === 0xff ? 'image/jpeg' : 'image/webp';
    return bytes.length < 20 ? undefined : new File([bytes], 'picture', { type });
  } catch {
    return undefined;
  }
}
