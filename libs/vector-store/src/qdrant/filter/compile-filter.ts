import type { Schemas } from '@qdrant/js-client-rest';
import {
  toBasicFilter,
  type BasicCondition,
  type BasicFilter,
  type Filter,
  type RangeOp,
} from '@unseen/domain';
import { checkFilterSize } from '../../filter/check-filter-size.ts';
import { CODED_BYTES } from './order-code.ts';
import { tailOf } from './tail.ts';
import { codeTag, fieldKey, rangeTags, valueTag } from './tags.ts';

/** A condition of the store, or what the filter says of every item alike. */
export type Compiled = Schemas['Condition'] | boolean;

/**
 * A filter as a condition over the payload keys of {@link filterFields}. Names and values of a filter reach the store as
 * hashes and digits only.
 * @throws AppError `invalid_filter` when the filter is larger than the limits of the contract
 */
export function compileFilter(filter: Filter): Compiled {
  checkFilterSize(filter);
  return compile(toBasicFilter(filter));
}

function compile(filter: BasicFilter): Compiled {
  if (!('filters' in filter)) return condition(filter);
  const parts = filter.filters.map(compile);
  if (filter.op === 'all') return all(parts);
  return filter.op === 'any' ? any(parts) : not(any(parts));
}

function condition(filter: BasicCondition): Compiled {
  const { field } = filter;
  switch (filter.op) {
    case 'eq':
      return tagged([valueTag(field, filter.value)]);
    case 'ne':
      return not(tagged([valueTag(field, filter.value)]));
    case 'in':
      return tagged(filter.values.map((value) => valueTag(field, value)));
    case 'exists':
      return filter.value ? tagged([valueTag(field)]) : not(tagged([valueTag(field)]));
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return range(filter.op, field, filter.value);
  }
}

function range(op: RangeOp, field: string, value: number | string): Compiled {
  const tags = rangeTags(field, op === 'lt' || op === 'lte' ? 'below' : 'above', value);
  const same = codeTag(field, value);
  const beyondCode = typeof value === 'string' && Buffer.byteLength(value) >= CODED_BYTES;
  if (!beyondCode) return tagged(op === 'lte' || op === 'gte' ? [...tags, same] : tags);
  return any([tagged(tags), all([tagged([same]), tailRange(op, fieldKey(field), tailOf(value))])]);
}

/**
 * Compares the tails of texts with the same code. The payload has to be read for this, but only of points whose text begins alike.
 * For "below" the smallest text counts; where it is not kept apart, it is the largest.
 */
function tailRange(op: RangeOp, key: string, tail: readonly number[]): Compiled {
  const largest = compareChunks(op, `tails.${key}.h`, tail);
  if (op === 'gt' || op === 'gte') return largest;
  const noSmallest: Compiled = { is_empty: { key: `tails.${key}.l0` } };
  return any([compareChunks(op, `tails.${key}.l`, tail), all([noSmallest, largest])]);
}

/** Lexicographic order spelled out: equal up to chunk i, and chunk i smaller (or larger). */
function compareChunks(op: RangeOp, key: string, tail: readonly number[]): Compiled {
  const strict = op === 'lt' || op === 'lte' ? 'lt' : 'gt';
  const equal = tail.map((chunk, i): Compiled => ({ key: `${key}${i}`, match: { value: chunk } }));
  const cases = tail.map((chunk, i) =>
    all([...equal.slice(0, i), { key: `${key}${i}`, range: { [strict]: chunk } }]),
  );
  return any(op === 'lte' || op === 'gte' ? [...cases, all(equal)] : cases);
}

function tagged(tags: string[]): Compiled {
  if (tags.length === 0) return false;
  return { key: 'tags', match: tags.length === 1 ? { value: tags[0]! } : { any: tags } };
}

function all(parts: readonly Compiled[]): Compiled {
  const rest = parts.filter((part) => part !== true);
  if (rest.includes(false)) return false;
  return rest.length <= 1 ? (rest[0] ?? true) : { must: rest as Schemas['Condition'][] };
}

function any(parts: readonly Compiled[]): Compiled {
  const rest = parts.filter((part) => part !== false);
  if (rest.includes(true)) return true;
  return rest.length <= 1 ? (rest[0] ?? false) : { should: rest as Schemas['Condition'][] };
}

function not(part: Compiled): Compiled {
  return typeof part === 'boolean' ? !part : { must_not: [part] };
}
