import { MODALITIES, type Modality } from '@unseen/domain';

/** The parts of a query that have a vector: its text, its picture, and both together. */
export const QUERY_PARTS = ['text', 'image', 'joint'] as const;
export type QueryPart = (typeof QUERY_PARTS)[number];

/** Names a recall list: part of the query, then the item vector it is compared with. `text-image` finds pictures by text. */
export type ListKey = `${QueryPart}-${Modality}`;

/** Every list a search may have; the position of a key is its number in cursors, so new keys go to the end. */
export const LIST_KEYS: readonly ListKey[] = QUERY_PARTS.flatMap((part) =>
  MODALITIES.map((modality): ListKey => `${part}-${modality}`),
);

/** The two halves of a list's name. */
export function listParts(key: ListKey): { query: QueryPart; modality: Modality } {
  const [query, modality] = key.split('-') as [QueryPart, Modality];
  return { query, modality };
}
