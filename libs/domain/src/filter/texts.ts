/** A text without what does not tell words apart for people: case, width, composition. `ß` and `SS` are one. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').toWellFormed();
}

/** The words of a text, folded: runs of letters, marks and digits. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

const DATE =
  /^(?<day>\d{4}-\d{2}-\d{2})(?<time>T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The instant a date of ISO 8601 names: `2024-06-01` (midnight), `2024-06-01T00:30`, `...:15.250`, each with `Z` or an offset or,
 * without either, in UTC.
 * @returns milliseconds since 1970; undefined for a text that is no such date
 */
export function instantOf(text: string): number | undefined {
  const parts = DATE.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const utc = parts['time'] !== undefined && parts['zone'] === undefined ? `${text}Z` : text;
  const instant = Date.parse(utc);
  // Some parsers take the 30th of February for the 1st of March.
  const midnight = Date.parse(`${parts['day']!}T00:00:00Z`);
  if (Number.isNaN(instant) || Number.isNaN(midnight)) return undefined;
  return new Date(midnight).toISOString().startsWith(parts['day']!) ? instant : undefined;
}
