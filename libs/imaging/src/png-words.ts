import { decodeText } from './decode-text.ts';
import { findText } from './find-text.ts';

/** Description and title in the texts of a PNG (PNG, 11.3.3), as far as they are not packed. */
export function readPngWords(head: Uint8Array): { description?: string; title?: string } {
  const found = new Map<string, string>();
  if (findText(head.subarray(0, 8), 'PNG') !== 1) return {};
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = 8; at + 12 <= head.length;) {
    const end = at + 12 + view.getUint32(at);
    const type = String.fromCharCode(...head.subarray(at + 4, at + 8));
    const data = head.subarray(at + 8, Math.min(end - 4, head.length));
    const name = data.indexOf(0);
    const text = end > head.length || name === -1 ? undefined : textOf(type, data.subarray(name + 1));
    if (text !== undefined && text !== '') found.set(decodeText(data.subarray(0, name)), text);
    at = end;
  }
  return { description: found.get('Description'), title: found.get('Title') };
}

/** The text behind its keyword. */
function textOf(type: string, data: Uint8Array): string | undefined {
  if (type === 'tEXt') return decodeText(data);
  // Packed or not, the method of packing, a language and the keyword in it.
  if (type !== 'iTXt' || data[0] !== 0) return undefined;
  const language = data.indexOf(0, 2);
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1);
  return translated === -1 ? undefined : decodeText(data.subarray(translated + 1));
}
