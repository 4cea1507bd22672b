/** Whether a string can be stored as text: no NUL, no surrogate without its partner (Postgres `text` and `jsonb` hold neither). */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
