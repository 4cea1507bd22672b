/** A value a filter compares with. */
export type FilterScalar = string | number | boolean;

/** One comparison on one metadata field (dotted path). On an array field a comparison holds if any element satisfies it. */
export type FilterCondition =
  | { readonly op: 'eq' | 'ne'; readonly field: string; readonly value: FilterScalar }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly FilterScalar[] }
  | { readonly op: 'lt' | 'lte' | 'gt' | 'gte'; readonly field: string; readonly value: number | string }
  | { readonly op: 'exists'; readonly field: string; readonly value: boolean };

/**
 * A parsed filter: every adapter turns this tree into its store's own language.
 * `ne` also matches items without the field, as `none: [{eq}]` does. Comparing across types (string with number) never matches.
 * A field holds the scalars found at its path: one, or those of an array. `null`, an empty array, an object and what is
 * inside an array of objects are not values, so `exists` is false for them. Strings are ordered by code point; an
 * adapter may stop after 150 bytes, and then counts two that begin alike as equal in a range.
 * An empty `all` and an empty `none` hold for every item, an empty `any` and an empty `in` for none.
 */
export type Filter =
  FilterCondition | { readonly op: 'all' | 'any' | 'none'; readonly filters: readonly Filter[] };

/** What a filter may hold at most; beyond it, AppError `invalid_filter`. */
export const FILTER_LIMITS = { depth: 16, conditions: 256, values: 1_000 } as const;
