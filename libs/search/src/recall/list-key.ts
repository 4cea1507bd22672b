import { MODALITIES, type Modality } from '@unseen/domain';

/** The parts of a query that have a vector: its text, its picture, and both together. */
export const QUERY_PARTS = ['text', 'image', 'joint'] as const;
export type QueryPart = (typeof QUERY_PARTS)[number];

/** Names a list of neighbors: part of the query, then the item vector it is compared with. `text-image` finds pictures by text. */
export type VectorListKey = `${QueryPart}-${Modality}`;

/** Names a recall list: neighbors of a vector, the items that hold words of the query's text, or those in whose pictures they are written. */
export type ListKey = VectorListKey | 'keywords' | 'written';

/** Every list a search may have; the position of a key is its number in cursors, so new keys go to the end. */
export const LIST_KEYS: readonly ListKey[] = [
  ...QUERY_PARTS.flatMap((part) => MODALITIES.map((modality): ListKey => `${part}-${modality}`)),
  'keywords',
  'written',
];

/** Whether a list is of neighbors of a vector. */
export function isVectorList(key: ListKey): key is VectorListKey {
  return key !== 'keywords' && key !== 'written';
}

/** The item vectors that lists compare with. */
export function sidesOf(keys: readonly ListKey[]): Modality[] {
  return [...new Set(keys.filter(isVectorList).map((key) => listParts(key).modality))];
}

/** The two halves of a list's name. */
export function listParts(key: VectorListKey): { query: QueryPart; modality: Modality } {
  const [query, modality] = key.split('-') as [QueryPart, Modality];
  return { query, modality };
}

/** How much the sides of an item count, as a multiple of what they count by themselves; 0 leaves one out. */
export interface SideWeights {
  readonly image?: number;
  readonly caption?: number;
  readonly keywords?: number;
}
