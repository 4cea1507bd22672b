import { isUtf8 } from 'node:buffer';
import { getFileNameLowLevel, type Entry } from 'yauzl';
import { SAMPLE_BYTES, tellEncoding } from './old-encodings.ts';

/** Flag of the general purpose bits: the name is UTF-8 (APPNOTE 4.4.4). */
const UTF8_FLAG = 1 << 11;
/** Info-ZIP's extra field for names in Unicode (APPNOTE 4.6.9). */
const UNICODE_PATH = 0x7075;
/** Where letters take several bytes: only these can be told apart from the code page of old. */
const ASIAN = new Set(['Shift_JIS', 'EUC-JP', 'GB18030', 'Big5', 'EUC-KR']);

/** The name of a member of one zip. */
export type NameOfMember = (entry: Entry) => string;

/**
 * How the names of a zip are read. Archives of macOS and of many web tools hold UTF-8 without saying so: bytes that are valid UTF-8 are taken for it, all
 * others for what Windows writes in Japan, China or Korea where all of them together look like that, else for the code page of old (437).
 */
export async function namesOfZip(entries: AsyncIterable<Entry>): Promise<NameOfMember> {
  const odd: Buffer[] = [];
  let bytes = 0;
  for await (const { generalPurposeBitFlag: flags, fileNameRaw: raw } of entries) {
    if ((flags & UTF8_FLAG) !== 0 || isUtf8(raw)) continue;
    odd.push(raw, Buffer.from('\n'));
    bytes += raw.length;
    if (bytes >= SAMPLE_BYTES) break;
  }
  const encoding = odd.length === 0 ? undefined : await tellEncoding(Buffer.concat(odd));
  const decoder =
    encoding !== undefined && ASIAN.has(encoding) ? new TextDecoder(encoding, { fatal: true }) : undefined;
  return ({ generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields }) => {
    if (extraFields.some(({ id }) => id === UNICODE_PATH))
      return getFileNameLowLevel(flags, raw, [...extraFields], false);
    return textOfName(flags, raw, decoder);
  };
}

/**
 * A name as it stands before its member.
 * @param flags - the general purpose bits
 * @param decoder - of names that are not UTF-8; without one, or where it fails, they are of code page 437
 */
export function textOfName(flags: number, raw: Buffer, decoder?: InstanceType<typeof TextDecoder>): string {
  if ((flags & UTF8_FLAG) !== 0) return getFileNameLowLevel(flags, raw, [], false);
  if (isUtf8(raw)) return raw.toString('utf8');
  try {
    if (decoder) return decoder.decode(raw);
  } catch {
    // One that stands out.
  }
  return getFileNameLowLevel(flags, raw, [], false);
}
