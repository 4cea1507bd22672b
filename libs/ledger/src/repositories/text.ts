/** Whether Postgres can hold the text as it is: no NUL, no surrogate without its partner. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The text with what Postgres cannot hold replaced by U+FFFD: for words meant for people, such as reasons. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
