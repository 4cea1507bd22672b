/** Milliseconds for which the browser may still be reading when the click has returned. */
const LONGEST_SAVE_MS = 60_000;

/** Saves content as a file of this device. Content that was fetched, not linked to: a link cannot send a key. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), LONGEST_SAVE_MS);
}
