/** Whether Postgres can hold the text as it is. */
export { isStorableText as isStorable } from '@unseen/domain';

/** The text with what Postgres cannot hold replaced by U+FFFD: for words meant for people, such as reasons. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
