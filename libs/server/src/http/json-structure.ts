import { AppError } from '@unseen/domain';

/** Bytes of JSON outside its texts that are parsed at once: more would hold everyone up for longer than a moment. */
const MOST_STRUCTURE = 2 ** 22;
/** What a text counts for besides its content, which costs next to nothing. */
const TEXT = 8;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Refuses JSON that takes long to parse. Large bodies are pictures, each a single long text; two million numbers are not. Looks
 * from quote to quote, which costs little however long the texts.
 *
 * @throws AppError `payload_too_large`
 */
export function assertLittleStructure(body: Uint8Array, most = MOST_STRUCTURE): void {
  let structure = 0;
  for (let at = 0; at < body.length;) {
    const begin = body.indexOf(QUOTE, at);
    structure += (begin < 0 ? body.length : begin) - at + TEXT;
    if (structure > most + TEXT) {
      throw new AppError(
        'payload_too_large',
        `The JSON holds more than ${most} bytes besides its texts: send it in parts.`,
      );
    }
    if (begin < 0) return;
    at = endOfText(body, begin + 1);
  }
}

/** Where the text ends that begins at an index: behind its closing quote. */
function endOfText(body: Uint8Array, from: number): number {
  for (let end = body.indexOf(QUOTE, from); end >= 0; end = body.indexOf(QUOTE, end + 1)) {
    let escapes = end;
    while (escapes > from && body[escapes - 1] === BACKSLASH) escapes--;
    if ((end - escapes) % 2 === 0) return end + 1;
  }
  return body.length;
}
