import { instantsField, plainField } from './derived-fields.ts';
import type { Filter, FilterScalar, RangeOp } from './filter.ts';
import { sortValueOf, type SortValue } from './sort-values.ts';

/** A field that is sorted by. */
export interface SortedField {
  readonly field: string;
  readonly order?: 'asc' | 'desc';
}

type Kind = SortValue['kind'];

const KINDS: readonly Kind[] = [0, 1, 2, 3];
/** Fields that are always of one kind, whatever metadata holds. */
const ONE_KIND: Readonly<Record<string, Kind>> = { $createdAt: 1, $hasImage: 3 };
const HOLDS: Readonly<Record<RangeOp, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};
const EVERY: Filter = { op: 'all', filters: [] };

/**
 * The items that stand before a value in the order of {@link compareSortValues}, of several values in a field the one that counts: the least going
 * up, the greatest going down. Items without a value come last. Where a store tells long texts apart by their beginnings, those that begin as the
 * value does are at it.
 * @param value - null: no value
 * @param at - whether the items at the value are among them
 */
export function sortedBefore(
  { field, order = 'asc' }: SortedField,
  value: FilterScalar | null,
  at: boolean,
): Filter {
  const only = ONE_KIND[field];
  const kinds = only === undefined ? KINDS : [only];
  if (value === null) return at ? EVERY : any(kinds.map((kind) => ofKind(field, kind)));
  const sorted = sortValueOf(value);
  const earlier = kinds.filter((kind) => (order === 'asc' ? kind < sorted.kind : kind > sorted.kind));
  const op: RangeOp = order === 'asc' ? (at ? 'lte' : 'lt') : at ? 'gte' : 'gt';
  return any([...earlier.map((kind) => ofKind(field, kind)), withinKind(field, sorted, op)]);
}

/** Items with any value of a kind. */
function ofKind(field: string, kind: Kind): Filter {
  if (kind === 0) return { op: 'lte', field, value: Number.MAX_VALUE };
  if (kind === 1) return { op: 'exists', field: instantsField(field), value: true };
  if (kind === 2) return texts(field, { op: 'exists', field: plainField(field), value: true }, 'gte', '');
  return { op: 'in', field, values: [false, true] };
}

/** Items with a value of the same kind before it, by `op`. */
function withinKind(field: string, { kind, number, text }: SortValue, op: RangeOp): Filter {
  if (kind === 0) return { op, field, value: number };
  if (kind === 1) return { op, field: instantsField(field), value: number };
  if (kind === 2) return texts(field, { op, field: plainField(field), value: text }, op, text);
  return { op: 'in', field, values: [false, true].filter((flag) => HOLDS[op](Number(flag), number)) };
}

/** Texts that are no dates: they stand under a name of their own where a field has dates as well. */
function texts(field: string, besideDates: Filter, op: RangeOp, text: string): Filter {
  const noDates: Filter = { op: 'exists', field: instantsField(field), value: false };
  return any([besideDates, { op: 'all', filters: [noDates, { op, field, value: text }] }]);
}

function any(filters: readonly Filter[]): Filter {
  return filters.length === 1 ? filters[0]! : { op: 'any', filters };
}
