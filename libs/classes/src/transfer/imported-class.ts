import type { ClassContent } from '@unseen/domain';

/** An exemplar as a file names it: an item, a kept vector, or both. */
export interface ExemplarName {
  /** Id of a kept vector: what an export adds, so that the exemplar outlives its item. */
  readonly id?: string;
  readonly collection?: string;
  readonly itemId?: string;
}

/** A class as a file gives it. */
export interface ImportedClass extends Omit<ClassContent, 'parent' | 'exemplars' | 'counterExemplars'> {
  /** Id it had where it was exported; a class with that id, or else with that name, is changed. */
  readonly id?: string;
  /** Name or id. */
  readonly parent?: string;
  readonly exemplars: readonly ExemplarName[];
  readonly counterExemplars?: readonly ExemplarName[];
}

/** One record of a file: a class, or what is wrong with it. */
export interface ImportRow {
  /** Where it stands: `line 7` of a CSV file, `classes[6]` of a JSON one. */
  readonly place: string;
  readonly read: { readonly value: ImportedClass } | { readonly problem: string };
}

const NAMED_VECTOR = /^(?<item>.*)#(?<id>[0-9a-f]{32})$/su;
const WITH_COLLECTION = /^(?<collection>[a-z0-9][a-z0-9_-]{0,63})\/(?<itemId>.+)$/su;

/** An exemplar as text: `collection/item#vector`, where the item or the vector may be missing. */
export function exemplarText({ collection, itemId, id }: ExemplarName): string {
  const item = itemId === undefined ? '' : `${collection ?? 'default'}/${itemId}`;
  return id === undefined ? item : `${item}#${id}`;
}

/** Reads {@link exemplarText}; an item without a collection is one of `default`. */
export function readExemplar(text: string): ExemplarName {
  const named = NAMED_VECTOR.exec(text)?.groups;
  const id = named?.['id'];
  const item = named?.['item'] ?? text;
  if (item === '') return { ...(id !== undefined && { id }) };
  const parts = WITH_COLLECTION.exec(item)?.groups;
  return {
    ...(id !== undefined && { id }),
    collection: parts?.['collection'] ?? 'default',
    itemId: parts?.['itemId'] ?? item,
  };
}
