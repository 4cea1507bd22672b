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
  wordsLike(
    scope: Scope,
    beginnings: readonly string[],
    ends: readonly string[],
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
  return itemsWith(written, scope, await Promise.all(sought.map((word) => withSlips(written, scope, word))));
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

/** Of a word with one slip, the first half or the second is right: words that begin or end like it are compared with it. */
export async function withSlips(
  written: WrittenWords,
  scope: Scope,
  { tokens, fuzzy }: SoughtWord,
): Promise<string[]> {
  if (fuzzy === undefined) return [...tokens];
  const half = Math.floor(fuzzy.length / 2);
  // Two letters swapped across the middle leave neither half right.
  const swapped = fuzzy.slice(0, half - 1) + fuzzy[half]! + fuzzy[half - 1]! + fuzzy.slice(half + 1);
  const like = await written.wordsLike(scope, [fuzzy.slice(0, half)], [fuzzy.slice(half)], MOST_WORDS);
  return [...tokens, swapped, ...like.filter((word) => withinOneEdit(word, fuzzy))];
}
