import { filterableFields, type FilterableItem } from '@unseen/domain';
import { orderCode } from './order-code.ts';
import { compareTails, tailOf } from './tail.ts';
import { beginningTags, fieldKey, valueTag } from './tags.ts';

/** What the payload of a point holds for filters. */
export interface FilterFields {
  readonly tags: readonly string[];
  /** Per field with long texts: the tail of its largest text as `h0`, `h1` ..., of its smallest, if another, as `l0`, `l1` ... */
  readonly tails?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What filters read of an item. */
export function filterFields(item: FilterableItem): FilterFields {
  const tags = new Set<string>();
  const tails: Record<string, Record<string, number>> = {};
  const { values: fields, marks } = filterableFields(item);
  for (const [field, texts] of marks) for (const text of texts) tags.add(valueTag(field, text));
  for (const [field, values] of fields) {
    tags.add(valueTag(field));
    for (const value of values) tags.add(valueTag(field, value));
    const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
    const texts = values.filter((value) => typeof value === 'string').sort(compareTexts);
    // A range holds for any element exactly when it holds for the smallest or for the largest.
    for (const value of [numbers[0], numbers.at(-1), texts[0], texts.at(-1)]) {
      if (value !== undefined) for (const tag of beginningTags(field, value)) tags.add(tag);
    }
    const tail = tailFields(texts);
    if (tail) tails[fieldKey(field)] = tail;
  }
  return { tags: [...tags], ...(Object.keys(tails).length > 0 && { tails }) };
}

function tailFields(sorted: readonly string[]): Record<string, number> | undefined {
  if (sorted.length === 0) return undefined;
  const smallest = sorted[0]!;
  const largest = sorted.at(-1)!;
  const entries = tailOf(largest).map((chunk, i): [string, number] => [`h${i}`, chunk]);
  if (smallest !== largest) tailOf(smallest).forEach((chunk, i) => entries.push([`l${i}`, chunk]));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Order by code point, as far as codes and tails tell texts apart. */
function compareTexts(a: string, b: string): number {
  const [codeA, codeB] = [Buffer.from(orderCode(a), 'base64url'), Buffer.from(orderCode(b), 'base64url')];
  return Buffer.compare(codeA, codeB) || compareTails(tailOf(a), tailOf(b));
}
