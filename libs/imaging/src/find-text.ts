/** Where an ASCII text begins in bytes, from a place on; -1 where it does not. Needs nothing of Node. */
export function findText(bytes: Uint8Array, text: string, from = 0): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let matching = 1;
    while (matching < text.length && bytes[at + matching] === text.charCodeAt(matching)) matching += 1;
    if (matching === text.length) return at;
  }
  return -1;
}
