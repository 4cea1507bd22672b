/** A text as programs write it into pictures: in UTF-8, or, as older ones do, in Windows-1252. Blanks at its ends are dropped. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).trim();
  }
}
