import {
  compareSorted,
  compareTexts,
  scalarsAt,
  type FilterableItem,
  type FilterScalar,
} from '@unseen/domain';
import { RELEVANCE, usualOrder, type SortKey } from '../query/arrangement.ts';

/** What one item is sorted by: a value per key, or null where it has none; then its id. */
export interface SortPlace {
  readonly values: readonly (FilterScalar | null)[];
  readonly id: string;
}

/**
 * Where an item stands by sort keys. Of several values the one that counts is the smallest going up, the largest going down.
 * @param score - its relevance
 */
export function sortPlace(item: FilterableItem, score: number, keys: readonly SortKey[]): SortPlace {
  return {
    id: item.itemId,
    values: keys.map(({ field, order }) => {
      if (field === RELEVANCE) return score;
      const values = scalarsAt(item, field).sort(compareSorted);
      return (order === 'desc' ? values.at(-1) : values[0]) ?? null;
    }),
  };
}

/** Compares places by keys; an item without a value comes last either way, and equals go by id. */
export function comparePlaces(keys: readonly SortKey[]): (a: SortPlace, b: SortPlace) => number {
  const directions = keys.map(({ field, order = usualOrder(field) }) => (order === 'desc' ? -1 : 1));
  return (a, b) => {
    for (const [index, direction] of directions.entries()) {
      const [x, y] = [a.values[index]!, b.values[index]!];
      if (x === null && y === null) continue;
      if (x === null) return 1;
      if (y === null) return -1;
      const order = compareSorted(x, y);
      if (order !== 0) return direction * order;
    }
    return compareTexts(a.id, b.id);
  };
}
