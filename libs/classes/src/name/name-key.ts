/**
 * What two names have in common when people would call them the same: compatibility forms, case, and white space do not
 * count (`Straße`, `STRASSE` and `ＳＴＲＡＳＳＥ` are one). Lower, upper, lower case
 * is how case folding is done without its table.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/\p{White_Space}+/gu, ' ')
    .trim();
}
