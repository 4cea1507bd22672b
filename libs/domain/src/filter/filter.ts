/** A value a filter compares with. */
export type FilterScalar = string | number | boolean;

/** A comparison by order. */
export type RangeOp = 'lt' | 'lte' | 'gt' | 'gte';

/** Comparisons every store knows: what {@link toBasicFilter} leaves of a filter. */
export type BasicCondition =
  | { readonly op: 'eq' | 'ne'; readonly field: string; readonly value: FilterScalar }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly FilterScalar[] }
  | { readonly op: RangeOp; readonly field: string; readonly value: number | string }
  | { readonly op: 'exists'; readonly field: string; readonly value: boolean };

/** One comparison on one metadata field (dotted path). On an array field a comparison holds if any element satisfies it. */
export type FilterCondition =
  | BasicCondition
  /** Equal but for case, width and composition (see `foldText`). */
  | { readonly op: 'ieq'; readonly field: string; readonly value: string }
  /** Begins with the value, letter by letter; at most {@link FILTER_LIMITS}.prefix characters. */
  | { readonly op: 'prefix'; readonly field: string; readonly value: string }
  /** The texts of the field hold every word of the value, whatever the case and the order (see `wordsOf`). */
  | { readonly op: 'words'; readonly field: string; readonly value: string }
  /** Compares the number of elements of a list; what is no list has none. `ne` also matches items without the list. */
  | {
      readonly op: 'length';
      readonly field: string;
      readonly is: 'eq' | 'ne' | RangeOp;
      readonly value: number;
    };

/** Filters put together. */
export interface Combination<T> {
  readonly op: 'all' | 'any' | 'none';
  readonly filters: readonly T[];
}

/** A filter of basic conditions alone. */
export type BasicFilter = BasicCondition | Combination<BasicFilter>;

/**
 * A parsed filter: every adapter turns this tree into its store's own language.
 * `ne` also matches items without the field, as `none: [{eq}]` does. Comparing across types (string with number) never matches.
 * A field holds the scalars found at its path: one, those of an array, or those of every object of an array. `null`, an empty array
 * and what is inside an array of arrays are not values. `exists` holds for a field with a value, for an object and for an array of objects.
 * Two strings that both are dates of ISO 8601 (see `instantOf`) compare as instants. Other strings are ordered by code point; an
 * adapter may stop after 150 bytes, and then counts two that begin alike as equal in a range.
 * {@link ITEM_FIELDS} are the item's own, whatever its metadata holds under these names.
 * An empty `all` and an empty `none` hold for every item, an empty `any` and an empty `in` for none.
 */
export type Filter = FilterCondition | Combination<Filter>;

/** What a filter may hold at most; beyond it, AppError `invalid_filter`. */
export const FILTER_LIMITS = { depth: 16, conditions: 256, values: 10_000, prefix: 24 } as const;

/** The field that says whether words are written in an item's picture, as far as it was read. Ledgers know it; vector stores do not. */
export const HAS_TEXT = '$hasText';

/**
 * Fields an item has by itself: its id (text), when it was first added (ISO 8601), whether it has a picture, and whether words are
 * written in that.
 */
export const ITEM_FIELDS = ['$id', '$createdAt', '$hasImage', HAS_TEXT] as const;
