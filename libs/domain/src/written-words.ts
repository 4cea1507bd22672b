/** Letters that are written in two ways, and do not come apart when Unicode takes accents off. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Digits of runs of numbers that are also looked up as one, as bar codes are printed: 4 006381 333931. */
const LONGEST_NUMBER = 24;
/** Characters of a token; what is longer is cut. */
const LONGEST_TOKEN = 64;

/**
 * Folds what is easily confused when letters are read: case, accents, ligatures, width; 0 and O; 1, l and I; rn and m.
 * @param piece - letters and digits only
 */
function foldLooks(piece: string): string {
  return piece.replaceAll('0', 'o').replaceAll(/[1i]/g, 'l').replaceAll('rn', 'm').slice(0, LONGEST_TOKEN);
}

/** The letters and digits of a word, without accents, in runs between other signs. */
function piecesOf(word: string): string[] {
  const plain = word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('|', 'l')
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]!);
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A token and the words of the picture, by position, that it is made of. */
export interface WrittenToken {
  readonly token: string;
  readonly words: readonly number[];
}

/**
 * What the words of a picture are looked up by: each by itself and with the next one, since spaces are read uncertainly; each piece of
 * one with signs inside (`24.12.2025`); and runs of numbers as one.
 * @param words - in the order they are read
 */
export function writtenTokens(words: readonly string[]): WrittenToken[] {
  const pieces = words.map(piecesOf);
  const tokens: WrittenToken[] = [];
  const add = (raw: string, ...at: number[]) => tokens.push({ token: foldLooks(raw), words: at });
  pieces.forEach((own, at) => {
    for (const piece of own) add(piece, at);
    if (own.length > 1) add(own.join(''), at);
    const next = pieces[at + 1];
    if (own.length > 0 && next && next.length > 0) add(own.join('') + next.join(''), at, at + 1);
  });
  for (let from = 0; from < pieces.length; from++) {
    let run = pieces[from]!.join('');
    for (let to = from + 1; isNumber(run) && to < pieces.length; to++) {
      const next = pieces[to]!.join('');
      if (!isNumber(next) || run.length + next.length > LONGEST_NUMBER) break;
      run += next;
      if (to > from + 1) add(run, ...Array.from({ length: to - from + 1 }, (_, i) => from + i));
    }
  }
  return tokens;
}

/** A word to look for among {@link writtenTokens}. */
export interface SoughtWord {
  /** What may stand for it: itself, or itself and a neighbor read as one. */
  readonly tokens: readonly string[];
  /** Itself, where it may be written with a slip; absent for numbers and short words, which a slip makes another. */
  readonly fuzzy?: string;
}

/** Letters a word needs for a slip in it to leave it recognizable. */
const RECOGNIZABLE = 4;

/** The words of a query for what is written in pictures; all of them must be. */
export function soughtWords(query: string): SoughtWord[] {
  const words = query
    .split(/\s+/u)
    .map(piecesOf)
    .filter((pieces) => pieces.length > 0);
  const joined = (at: number) => words[at]?.join('');
  return words.flatMap((pieces, at) => {
    const whole = joined(at)!;
    const neighbors = [joined(at - 1), joined(at + 1)];
    const together = [
      ...(neighbors[0] === undefined ? [] : [neighbors[0] + whole]),
      ...(neighbors[1] === undefined ? [] : [whole + neighbors[1]]),
      ...(pieces.length > 1 ? [whole] : []),
    ].map(foldLooks);
    return pieces.map((piece): SoughtWord => {
      const token = foldLooks(piece);
      const fuzzy = !isNumber(piece) && token.length >= RECOGNIZABLE;
      return { tokens: [...new Set([token, ...together])], ...(fuzzy && { fuzzy: token }) };
    });
  });
}

function isNumber(text: string): boolean {
  return /^\p{N}+$/u.test(text);
}
