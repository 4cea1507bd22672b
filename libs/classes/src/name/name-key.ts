/** What is not seen: default-ignorable characters (joiners, variation selectors, soft hyphens), tags, and signs that turn the direction of a text. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;

/** Whether a text holds invisible characters other than those that emoji and scripts are written with. */
export function hasInvisible(text: string): boolean {
  return /[\p{Bidi_Control}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e0fff}]/u.test(
    text,
  );
}

/**
 * What two names have in common when people would call them the same: compatibility forms, case, and white space do not
 * count (`Straße`, `STRASSE` and `ＳＴＲＡＳＳＥ` are one), and neither does what is invisible. Lower, upper, lower case
 * is how case folding is done without its table.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/\p{White_Space}+/gu, ' ')
    .trim();
}
