import { instantOf, scalarsAt, type FilterableItem } from '@unseen/domain';
import { standardDeviation } from '../fuse/contributions.ts';
import type { Boost } from '../query/arrangement.ts';

/**
 * Scores moved by numeric or date fields: each adds `weight` standard deviations of the scores per standard deviation the item's value lies
 * above the mean of the items. An item without the value is neither moved forward nor back.
 */
export function boosted(
  scores: readonly number[],
  items: readonly FilterableItem[],
  boosts: readonly Boost[],
): number[] {
  const unit = standardDeviation(scores) || 1;
  const moved = [...scores];
  for (const { field, weight } of boosts) {
    const values = items.map((item) => numberAt(item, field));
    const known = values.filter((value) => value !== undefined);
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const deviation = standardDeviation(known);
    if (!(deviation > 0)) continue;
    for (const [index, value] of values.entries()) {
      if (value !== undefined) moved[index]! += (weight * unit * (value - mean)) / deviation;
    }
  }
  return moved;
}

/** The largest number or date in a field. */
function numberAt(item: FilterableItem, field: string): number | undefined {
  const numbers = scalarsAt(item, field).flatMap((value) =>
    typeof value === 'number' ? value : typeof value === 'string' ? (instantOf(value) ?? []) : [],
  );
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}
