import {
  keywordSources,
  toleratesSlip,
  withinOneEdit,
  type KeywordItem,
  type VectorStore,
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
export function wordMatch({ written, sources, kind }: QueryWords, item: KeywordItem): number {
  const held = keywordSources(item);
  const words = new Set(sources.flatMap((source) => held.get(source) ?? []));
  let slips = 0;
  for (const { parts, whole } of written) {
    if (words.has(whole) || parts.every((part) => words.has(part))) continue;
    if (
      !toleratesSlip(whole) ||
      ![...words].some((word) => toleratesSlip(word) && withinOneEdit(word, whole))
    )
      return 0;
    slips++;
  }
  return slips > 0 ? MATCH.slip : MATCH[kind];
}

/**
 * Matches with what the words of the hits say: an item that holds what was asked for is a match, whatever it looks like.
 * @param matches - by point id
 * @throws AppError `vector_store_unavailable`
 */
export async function withWordMatches(
  matches: ReadonlyMap<string, number>,
  lists: readonly RankedList<ListKey>[],
  { space, words }: Pick<CheckedRequest, 'space' | 'words'>,
  store: VectorStore,
): Promise<ReadonlyMap<string, number>> {
  const holding = lists.find(({ key }) => key === 'keywords')?.entries ?? [];
  const most = words && MATCH[words.kind];
  const open = holding.map(({ id }) => id).filter((id) => most && (matches.get(id) ?? most) < most);
  if (!words || open.length === 0) return matches;
  const points = await store.read(space, open, { payload: true, recalled: true });
  const raised = new Map(matches);
  for (const { id, itemId, payload } of points) {
    raised.set(id, Math.max(matches.get(id)!, wordMatch(words, { itemId, payload: payload! })));
  }
  return raised;
}
