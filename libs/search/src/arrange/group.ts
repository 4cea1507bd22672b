import { scalarsAt, type FilterableItem, type FilterScalar } from '@unseen/domain';
import type { GroupBy } from '../query/arrangement.ts';

/** The group a hit stands for. */
export interface HitGroup {
  readonly value: FilterScalar;
  /** Items of the answer in the group. */
  readonly total: number;
}

/** The value an item is grouped by: its first; undefined for an item without one, which stands alone. */
export function groupValue(item: FilterableItem, { field }: GroupBy): FilterScalar | undefined {
  return scalarsAt(item, field)[0];
}

/**
 * Of items in order, the first of each group.
 * @returns with each item that stays how many items its group has; undefined for one without a group
 */
export function groupItems<T>(
  items: readonly T[],
  by: GroupBy,
  item: (entry: T) => FilterableItem,
): { readonly entry: T; readonly total: number | undefined }[] {
  const size = by.size ?? 1;
  const groups = new Map<FilterScalar, { total: number; shown: number }>();
  const values = items.map((entry) => groupValue(item(entry), by));
  for (const value of values) {
    if (value === undefined) continue;
    const group = groups.get(value) ?? { total: 0, shown: 0 };
    group.total += 1;
    groups.set(value, group);
  }
  return items.flatMap((entry, index): { entry: T; total: number | undefined }[] => {
    const value = values[index];
    if (value === undefined) return [{ entry, total: undefined }];
    const group = groups.get(value)!;
    group.shown += 1;
    return group.shown <= size ? [{ entry, total: group.total }] : [];
  });
}
