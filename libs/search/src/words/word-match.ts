import {
  isSlipOf,
  keywordSources,
  type KeywordItem,
  type VectorStore,
  type WrittenWord,
} from '@unseen/domain';
import type { RankedList } from '../fuse/ranked-list.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { ListKey } from '../recall/list-key.ts';
import type { QueryWords } from './query-words.ts';

/** The match of an item that holds every word: as asked, one of them with a slip, or codes, which mean one thing. */
const MATCH = { words: 0.9, slip: 0.75, codes: 1 } as const;

/**
 * How surely an item is what a text asks for, by its words: only where it holds all of them, in whichever of the sources.
 * @returns 0 to 1; 0 says nothing, since what is shown need not be said
 */
export function wordMatch(query: QueryWords, item: KeywordItem): number {
  return matchOf(query, wordsOfItem(query, item), new Set());
}

/** @param spelled - words of the text that are no slips */
function matchOf(query: QueryWords, words: ReadonlySet<string>, spelled: ReadonlySet<string>): number {
  let slips = 0;
  for (const word of query.written) {
    if (holds(words, word)) continue;
    const { whole } = word;
    if (spelled.has(whole) || ![...words].some((held) => isSlipOf(whole, held))) return 0;
    slips++;
  }
  return slips > 0 ? MATCH.slip : MATCH[query.kind];
}

function wordsOfItem({ sources }: QueryWords, item: KeywordItem): ReadonlySet<string> {
  return new Set([...keywordSources(item, sources).values()].flat());
}

function holds(words: ReadonlySet<string>, { parts, whole }: WrittenWord): boolean {
  return words.has(whole) || parts.every((part) => words.has(part));
}

/**
 * What the words of the hits say: an item that holds what was asked for is a match, whatever it looks like.
 * @returns above 0, by point id
 * @throws AppError `vector_store_unavailable`
 */
export async function wordMatches(
  lists: readonly RankedList<ListKey>[],
  { space, words }: Pick<CheckedRequest, 'space' | 'words'>,
  store: VectorStore,
): Promise<Map<string, number>> {
  const holding = lists.find(({ key }) => key === 'keywords')?.entries ?? [];
  if (!words || holding.length === 0) return new Map();
  const points = await store.read(
    space,
    holding.map(({ id }) => id),
    { payload: true, recalled: true },
  );
  const held = new Map(
    points.map(({ id, itemId, payload }) => [id, wordsOfItem(words, { itemId, payload: payload! })]),
  );
  const spelled = spelledWords(words, [...held.values()]);
  const matches = Array.from(held, ([id, own]): [string, number] => [id, matchOf(words, own, spelled)]);
  return new Map(matches.filter(([, match]) => match > 0));
}

/** The words that one of the items found holds as they were asked: a house is no misspelled horse where there are horses. */
function spelledWords({ written }: QueryWords, held: readonly ReadonlySet<string>[]): Set<string> {
  const spelled = written.filter((word) => held.some((words) => holds(words, word)));
  return new Set(spelled.map(({ whole }) => whole));
}
