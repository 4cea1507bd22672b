import { pointId, type Filter, type VectorSpaceKey, type VectorStore } from '@unseen/domain';
import type { ListEntry } from '../fuse/ranked-list.ts';
import type { WrittenHolding } from './rank-written.ts';

/** The match of an item in whose picture every word of the text is written: words, or codes, which mean one thing. */
const MATCH = { words: 0.7, codes: 0.9 } as const;

/** The list of items in whose pictures words are written, within a filter. @throws AppError `vector_store_unavailable` */
export async function recallWritten(
  store: VectorStore,
  space: VectorSpaceKey,
  holdings: readonly WrittenHolding[],
  { limit, filter }: { readonly limit: number; readonly filter?: Filter },
): Promise<ListEntry[]> {
  if (holdings.length === 0) return [];
  const own: Filter = { op: 'in', field: '$id', values: holdings.map(({ itemId }) => itemId) };
  const within = filter ? ({ op: 'all', filters: [filter, own] } as const) : own;
  const there = new Set((await store.list(space, holdings.length, within)).map(({ id }) => id));
  return holdings
    .map(({ itemId, score }) => ({ id: pointId(space, itemId), score }))
    .filter(({ id }) => there.has(id))
    .slice(0, limit);
}

/** The matches of the items in whose pictures every word of the text is written, by point id. */
export function writtenMatches(
  space: VectorSpaceKey,
  holdings: readonly WrittenHolding[],
  kind: keyof typeof MATCH,
): Map<string, number> {
  return new Map(
    holdings.filter(({ share }) => share === 1).map(({ itemId }) => [pointId(space, itemId), MATCH[kind]]),
  );
}
