import {
  soughtWords,
  withinOneEdit,
  writtenTokens,
  type SoughtWord,
  type VectorSpaceKey,
} from '@unseen/domain';

/** A word of a picture, and where it stands: left, top, width and height as shares of the picture. */
export interface PlacedWord {
  readonly text: string;
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

type Scope = Pick<VectorSpaceKey, 'tenant' | 'collection'>;

/** What is written in pictures: the ledger knows it. */
export interface WrittenWords {
  /** Which of some words are written, and up to `limit` that begin or end in one of these ways. */
  wordsLike(
    scope: Scope,
    like: { words: readonly string[]; beginnings: readonly string[]; ends: readonly string[] },
    limit: number,
  ): Promise<string[]>;
  itemsWith(scope: Scope, groups: readonly (readonly string[])[], limit: number): Promise<string[]>;
  /** Items in whose pictures something of any of the groups is written, with a score and the groups, best first. */
  holders(
    scope: Scope,
    groups: readonly (readonly string[])[],
    limit: number,
  ): Promise<{ readonly id: string; readonly score: number; readonly parts: readonly number[] }[]>;
  wordsOf(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, readonly PlacedWord[]>>;
}

/** Items in whose pictures some words are written. */
export interface FoundWritten {
  /** Ids, at most {@link MOST_ITEMS}. */
  readonly ids: readonly string[];
  /** What was found for each word of the query. */
  readonly groups: readonly (readonly string[])[];
  /** Whether there may be more items. */
  readonly more: boolean;
}

/** A filter holds no more ids. */
export const MOST_ITEMS = 10_000;
/** Words of a collection that are compared with one of the query. */
const MOST_WORDS = 5_000;

/**
 * Finds the items in whose pictures all words of a query are written, letter by letter but for what is easily confused; where there are
 * none, those in which each word is written with one slip at most.
 * @throws AppError `ledger_unavailable`
 */
export async function findWritten(written: WrittenWords, scope: Scope, query: string): Promise<FoundWritten> {
  const sought = soughtWords(query);
  const exact = sought.map(({ tokens }) => tokens);
  const found = await itemsWith(written, scope, exact);
  if (found.ids.length > 0 || !sought.some(({ fuzzy }) => fuzzy)) return found;
  const known = await lookUpWords(written, scope, sought, true);
  return itemsWith(
    written,
    scope,
    sought.map((word) => [...word.tokens, ...slipsOf(word, known)]),
  );
}

/**
 * The words of each item that make it one of those found, in the order they are read.
 * @throws AppError `ledger_unavailable`
 */
export async function placesOf(
  written: WrittenWords,
  scope: Scope,
  ids: readonly string[],
  { groups }: Pick<FoundWritten, 'groups'>,
): Promise<Map<string, PlacedWord[]>> {
  const wanted = new Set(groups.flat());
  const places = new Map<string, PlacedWord[]>();
  for (const [id, words] of await written.wordsOf(scope, ids)) {
    const lit = new Set(
      writtenTokens(words.map(({ text }) => text)).flatMap(({ token, words: at }) =>
        wanted.has(token) ? at : [],
      ),
    );
    places.set(
      id,
      words.filter((_, at) => lit.has(at)).map(({ text, box }) => ({ text, box })),
    );
  }
  return places;
}

async function itemsWith(
  written: WrittenWords,
  scope: Scope,
  groups: readonly (readonly string[])[],
): Promise<FoundWritten> {
  const ids = await written.itemsWith(scope, groups, MOST_ITEMS + 1);
  return { ids: ids.slice(0, MOST_ITEMS), groups, more: ids.length > MOST_ITEMS };
}

/**
 * Which of the words of a query are written in a collection as they are and, where that is asked for, which words of it may be one of them
 * with a slip. Of a word with one slip, the first half or the second is right: words that begin or end like it are looked at. Two letters
 * swapped across the middle leave neither half right.
 */
export async function lookUpWords(
  written: WrittenWords,
  scope: Scope,
  sought: readonly SoughtWord[],
  slips: boolean,
): Promise<string[]> {
  const fuzzy = slips ? sought.flatMap((word) => word.fuzzy ?? []) : [];
  const halves = fuzzy.map((word) => ({ word, half: Math.floor(word.length / 2) }));
  const like = {
    words: sought.flatMap(({ tokens }) => tokens),
    beginnings: halves.flatMap(({ word, half }) => [word.slice(0, half), swappedAt(word, half)]),
    ends: halves.map(({ word, half }) => word.slice(half)),
  };
  return written.wordsLike(scope, like, MOST_WORDS * Math.max(1, fuzzy.length));
}

/** Of some words those that are one of a query but for a slip. */
export function slipsOf({ tokens, fuzzy }: SoughtWord, words: readonly string[]): string[] {
  if (fuzzy === undefined) return [];
  return words.filter((word) => withinOneEdit(word, fuzzy) && !tokens.includes(word));
}

/** A word with the letters on both sides of a place swapped. */
function swappedAt(word: string, at: number): string {
  return word.slice(0, at - 1) + word[at]! + word[at - 1]! + word.slice(at + 1);
}
