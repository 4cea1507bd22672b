import type { SearchTarget } from '../query/search-request.ts';
import { listParts, type ListKey, type QueryPart } from './list-key.ts';

/** What the query has to search with. */
export interface QueryShape {
  /** Parts that have a vector. */
  readonly parts: ReadonlySet<QueryPart>;
  /** Whether all parts come from one stored item: then like is compared with like. */
  readonly fromItem: boolean;
}

/** Lists of a query that has only a text, against every vector an item may have. */
const BY_TEXT: readonly ListKey[] = ['text-image', 'text-caption', 'text-joint'];
/** Lists of a query that has only a picture; `image-caption` is image-to-caption search. */
const BY_IMAGE: readonly ListKey[] = ['image-image', 'image-joint', 'image-caption'];
/** Lists of a text and a picture: every side of an item is judged by both, and both together find what each alone ranks low. */
const BY_BOTH: readonly ListKey[] = [
  'text-image',
  'image-image',
  'joint-image',
  'text-caption',
  'image-caption',
  'joint-joint',
];
/** Lists of a stored item that has both. */
const LIKE_TO_LIKE: readonly ListKey[] = ['image-image', 'text-caption', 'joint-joint'];

/**
 * Which lists a query recalls.
 * @param target - `any`: all that make sense; `image`, `caption`: only comparisons with that side of the items
 */
export function planLists(shape: QueryShape, target: SearchTarget): ListKey[] {
  const both = shape.parts.has('text') && shape.parts.has('image');
  if (target === 'any') {
    if (both) return [...(shape.fromItem ? LIKE_TO_LIKE : BY_BOTH)];
    return [...(shape.parts.has('text') ? BY_TEXT : BY_IMAGE)];
  }
  const keys: ListKey[] = both
    ? [`text-${target}`, `image-${target}`, `joint-${target}`]
    : [shape.parts.has('text') ? `text-${target}` : `image-${target}`];
  return keys.filter((key) => shape.parts.has(listParts(key).query));
}
