import { isUtf8 } from 'node:buffer';
import { getFileNameLowLevel, type Entry } from 'yauzl';

/** Flag of the general purpose bits: the name is UTF-8 (APPNOTE 4.4.4). */
const UTF8_FLAG = 1 << 11;
/** Info-ZIP's extra field for names in Unicode (APPNOTE 4.6.9). */
const UNICODE_PATH = 0x7075;

/**
 * The name of a zip member. Archives of macOS and of many web tools hold UTF-8 without saying so: bytes that are valid UTF-8 are taken for it,
 * all others for the code page of old (437).
 */
export function nameOfMember(entry: Entry): string {
  const { generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields } = entry;
  const said = (flags & UTF8_FLAG) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH);
  if (!said && isUtf8(raw)) return raw.toString('utf8');
  return getFileNameLowLevel(flags, raw, [...extraFields], false);
}
