import type { Json, Metadata } from '@unseen/domain';

/** A value a field has, and how many items have it. */
export interface FacetValue {
  readonly value: string | number | boolean;
  readonly count: number;
}

/** What the items of a collection hold in one metadata field. */
export interface Facet {
  /** As a filter names it: nested fields by dotted path. */
  readonly field: string;
  /** Items that have the field. */
  readonly items: number;
  /** The most frequent values; equals in the order of the values. */
  readonly values: readonly FacetValue[];
  /** Different values; a lower bound when it is {@link FACET_LIMITS}.distinct. */
  readonly distinct: number;
  /** Least and greatest number, when there are numbers. */
  readonly range?: { readonly min: number; readonly max: number };
}

/** Bounds of counting: memory stays small whatever the metadata is. */
export const FACET_LIMITS = { fields: 64, distinct: 2_000, valueLength: 120 } as const;

type Scalar = FacetValue['value'];

interface Tally {
  items: number;
  readonly values: Map<Scalar, number>;
  min: number;
  max: number;
}

/** Counts the values of metadata fields, item by item. An item counts once per value, however often a list repeats it. */
export class FacetCounter {
  readonly #fields = new Map<string, Tally>();

  /** Counts one item. */
  add(metadata: Metadata): void {
    const found = new Map<string, Set<Scalar>>();
    collect(metadata, '', found);
    for (const [field, values] of found) this.#addField(field, values);
  }

  /** The fields by how many items have them, each with its `values` most frequent values. */
  result(values: number): Facet[] {
    return [...this.#fields]
      .map(([field, tally]) => toFacet(field, tally, values))
      .sort((a, b) => b.items - a.items || (a.field < b.field ? -1 : 1));
  }

  #addField(field: string, values: ReadonlySet<Scalar>): void {
    let tally = this.#fields.get(field);
    if (tally === undefined) {
      if (this.#fields.size >= FACET_LIMITS.fields) return;
      tally = { items: 0, values: new Map(), min: Infinity, max: -Infinity };
      this.#fields.set(field, tally);
    }
    tally.items++;
    for (const value of values) {
      if (typeof value === 'number') {
        tally.min = Math.min(tally.min, value);
        tally.max = Math.max(tally.max, value);
      }
      const count = tally.values.get(value);
      if (count !== undefined || tally.values.size < FACET_LIMITS.distinct)
        tally.values.set(value, (count ?? 0) + 1);
    }
  }
}

function collect(value: Json, field: string, found: Map<string, Set<Scalar>>): void {
  if (Array.isArray(value)) for (const entry of value as readonly Json[]) addScalar(entry, field, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      collect(inner, field === '' ? key : `${field}.${key}`, found);
  } else addScalar(value, field, found);
}

function addScalar(value: Json, field: string, found: Map<string, Set<Scalar>>): void {
  if (typeof value === 'object') return;
  if (typeof value === 'string' && value.length > FACET_LIMITS.valueLength) return;
  const values = found.get(field);
  if (values === undefined) found.set(field, new Set([value]));
  else values.add(value);
}

function toFacet(field: string, tally: Tally, values: number): Facet {
  const most = [...tally.values]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    field,
    items: tally.items,
    values: most.slice(0, values),
    distinct: tally.values.size,
    ...(tally.min <= tally.max && { range: { min: tally.min, max: tally.max } }),
  };
}
