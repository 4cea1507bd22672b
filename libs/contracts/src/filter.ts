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
 */
export type Filter =
  FilterCondition | { readonly op: 'all' | 'any' | 'none'; readonly filters: readonly Filter[] };
