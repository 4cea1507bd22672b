import type { Json, Metadata } from '../item.ts';
import {
  foldedField,
  instantsField,
  lengthField,
  plainField,
  prefixField,
  wordsField,
} from './derived-fields.ts';
import { FILTER_LIMITS, HAS_TEXT, type FilterScalar } from './filter.ts';
import { foldText, instantOf, wordsOf } from './texts.ts';

/** The part of an item that filters read. */
export interface FilterableItem {
  readonly itemId: string;
  readonly payload: {
    readonly metadata: Metadata;
    readonly hasImage: boolean;
    readonly createdAt?: number;
    /** Whether words are written in its picture; absent where that is not known here. */
    readonly hasText?: boolean;
  };
}

/** What filters read of one item, by field: dotted path, or a derived name (see `derived-fields.ts`). */
export interface FilterableFields {
  /** Scalars, for every comparison; an empty list where the field is there without a scalar. */
  readonly values: ReadonlyMap<string, readonly FilterScalar[]>;
  /** Texts that are only compared for equality. */
  readonly marks: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Everything filters read of an item. A key that itself has dots shares the path it spells. */
export function filterableFields({ itemId, payload }: FilterableItem): FilterableFields {
  const values = new Map<string, FilterScalar[]>();
  const marks = new Map<string, Set<string>>();
  collect(payload.metadata, '', values);
  values.set('$id', [wellFormed(itemId)]);
  values.set('$hasImage', [payload.hasImage]);
  if (payload.hasText === undefined) values.delete(HAS_TEXT);
  else values.set(HAS_TEXT, [payload.hasText]);
  if (payload.createdAt === undefined) values.delete('$createdAt');
  else values.set('$createdAt', [new Date(payload.createdAt).toISOString()]);
  for (const [field, scalars] of [...values]) {
    const texts = scalars.filter((value) => typeof value === 'string');
    if (texts.length > 0) derive(field, texts, values, marks);
  }
  return { values, marks };
}

function collect(
  object: Readonly<Record<string, Json>>,
  prefix: string,
  values: Map<string, FilterScalar[]>,
): void {
  const add = (path: string, scalars: readonly FilterScalar[]) =>
    void values.set(path, [...(values.get(path) ?? []), ...scalars]);
  for (const [key, value] of Object.entries(object)) {
    const path = prefix + key.toWellFormed();
    const list = Array.isArray(value) ? (value as readonly Json[]) : undefined;
    if (list) add(lengthField(path), [list.length]);
    const entries = list ?? [value];
    const scalars = entries.filter(isScalar).map(wellFormed);
    const objects = entries.filter(isObject);
    if (scalars.length + objects.length > 0) add(path, scalars);
    for (const each of objects) collect(each, `${path}.`, values);
  }
}

/** Adds what comparisons of texts need beside the texts. */
function derive(
  field: string,
  texts: readonly string[],
  values: Map<string, FilterScalar[]>,
  marks: Map<string, Set<string>>,
): void {
  const instants = texts.map(instantOf);
  const dates = instants.filter((instant) => instant !== undefined);
  if (dates.length > 0) {
    values.set(instantsField(field), dates);
    const plain = texts.filter((_, index) => instants[index] === undefined);
    if (plain.length > 0) values.set(plainField(field), plain);
  }
  const folded = texts.map(foldText).filter((text, index) => text !== texts[index]);
  if (folded.length > 0) marks.set(foldedField(field), new Set(folded));
  marks.set(wordsField(field), new Set(texts.flatMap(wordsOf)));
  marks.set(prefixField(field), new Set(texts.flatMap(beginningsOf)));
}

function beginningsOf(text: string): string[] {
  const letters = [...text.slice(0, 2 * FILTER_LIMITS.prefix)].slice(0, FILTER_LIMITS.prefix);
  return letters.map((_, index) => letters.slice(0, index + 1).join(''));
}

/** A string without lone surrogates, which UTF-8 cannot hold; other scalars as they are. */
export function wellFormed<T extends FilterScalar>(value: T): T {
  return typeof value === 'string' ? (value.toWellFormed() as T) : value;
}

function isScalar(value: Json): value is FilterScalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
