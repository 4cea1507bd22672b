import { isAscii, isUtf8 } from 'node:buffer';
import { AppError } from '@unseen/domain';
import type { ImportRoot } from '../../paths/import-root.ts';
import { SAMPLE_BYTES, tellEncoding } from '../old-encodings.ts';
import { unpackedBytes, upToBreak } from '../packing.ts';

/** How the text of a file is written. */
interface TextForm {
  readonly encoding: string;
  /** Whether lines end in a carriage return alone, as on old Macs. */
  readonly onlyReturns: boolean;
}

/**
 * The bytes of a text file as UTF-8 with line feeds, whatever it was written in: UTF-8, UTF-16, or what Excel makes of a plain CSV, such as Windows-1252
 * or Shift_JIS, packed or not. A file that is UTF-8 but for some broken lines stays as it is, so that these are named.
 *
 * @param notes - hears how the file was read where that is not sure
 * @throws AppError as {@link unpackedBytes}
 */
export async function* readText(
  root: ImportRoot,
  file: string,
  notes: string[] = [],
): AsyncGenerator<Buffer, void, undefined> {
  const { encoding, onlyReturns } = await tellForm(root, file);
  if (!encoding.startsWith('utf')) {
    const name = encoding.replace(/^w/, 'W');
    note(notes, `The file is not valid UTF-8 and was read as ${name}. In Excel, save it as "CSV UTF-8".`);
  }
  const stream = unpackedBytes(root, file);
  if (encoding === 'utf-8' && !onlyReturns) {
    yield* stream;
    return;
  }
  const decoder = new TextDecoder(encoding);
  const recode = (text: string) => Buffer.from(onlyReturns ? text.replaceAll('\r', '\n') : text);
  for await (const chunk of stream) yield recode(decoder.decode(chunk, { stream: true }));
  yield recode(decoder.decode());
}

/** As much of a file as tells how it is laid out. */
export const BEGINNING_CHARACTERS = 4_096;

/** The first characters of a text, without a byte-order mark. @throws AppError `source_invalid` where there are none, and as {@link readText} */
export async function readBeginning(root: ImportRoot, file: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of upToBreak(readText(root, file))) {
    text = (text + decoder.decode(chunk, { stream: true })).trimStart();
    if (text.length >= BEGINNING_CHARACTERS) break;
  }
  if (text === '') throw new AppError('source_invalid', 'The file is empty.');
  return text.slice(0, BEGINNING_CHARACTERS);
}

/** Adds a note once. */
export function note(notes: string[], text: string): void {
  if (!notes.includes(text) && notes.length < 50) notes.push(text);
}

async function tellForm(root: ImportRoot, file: string): Promise<TextForm> {
  const head = await headOf(root, file, SAMPLE_BYTES);
  const onlyReturns = head.includes(13) && !head.includes(10);
  const mark = (head[0] ?? 0) * 256 + (head[1] ?? 0);
  if (mark === 0xfffe || looksLikeUtf16(head, 1)) return { encoding: 'utf-16le', onlyReturns: false };
  if (mark === 0xfeff || looksLikeUtf16(head, 0)) return { encoding: 'utf-16be', onlyReturns: false };
  if (await isSomeUtf8(root, file)) return { encoding: 'utf-8', onlyReturns };
  return { encoding: (await tellEncoding(head)) ?? 'windows-1252', onlyReturns };
}

async function headOf(root: ImportRoot, file: string, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of upToBreak(unpackedBytes(root, file))) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}

/** Whether every other byte is NUL, as in UTF-16 without a mark. @param odd - where the NUL bytes are: 1 for little endian */
function looksLikeUtf16(head: Uint8Array, odd: 0 | 1): boolean {
  const sample = head.subarray(0, 64);
  return sample.length >= 8 && sample.every((byte, at) => (at % 2 === odd ? byte === 0 : byte !== 0));
}

/** Whether a file is UTF-8, or at least holds characters only UTF-8 writes so. */
async function isSomeUtf8(root: ImportRoot, file: string): Promise<boolean> {
  let broken = false;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of upToBreak(unpackedBytes(root, file))) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    // A character may go on in the next chunk.
    const whole = bytes.length - unfinished(bytes);
    rest = bytes.subarray(whole);
    const part = bytes.subarray(0, whole);
    if (isAscii(part)) continue;
    if (isUtf8(part) || isMostlyUtf8(part)) return true;
    broken = true;
  }
  return !broken && rest.length === 0;
}

/** Bytes at the end that begin a character of several. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** Whether bytes that are not all UTF-8 hold as many of its characters as what is none; in texts of other encodings these are there by chance. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let [characters, broken] = [0, 0];
  for (const character of bytes.toString('utf8')) {
    if (character === '\ufffd') broken += 1;
    else if (character > '\u007f') characters += 1;
  }
  return characters > 0 && characters >= broken;
}
