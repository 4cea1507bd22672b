import type { CatalogueClass, NewClass } from '@unseen/client';

/** A picture of the reader's own that shows a class. */
export interface OwnPicture {
  readonly name: string;
  readonly file: Blob;
  readonly base64: string;
}

/** A class as the form holds it. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  /** As they are typed: separated by commas. */
  readonly synonyms: string;
  /** Name of the class this one is a kind of; empty for none. */
  readonly parent: string;
  readonly seen: boolean;
  /** Whether it decides about anything at all. */
  readonly on: boolean;
  /** The match from which on an item belongs to it; absent where the model pack has none. */
  readonly line?: number;
  /** Whether the line differs from that of the class: then, and only then, it is sent. */
  readonly movesLine?: boolean;
  /** Items that show it. */
  readonly exemplars: readonly string[];
  /** Their collection. */
  readonly collection: string;
  readonly pictures: readonly OwnPicture[];
  /** Examples the form cannot show: pictures that came with the class, items of other collections. */
  readonly hidden: number;
  /** Whether the examples differ from those of the class: then, and only then, they are replaced. */
  readonly replacesExamples: boolean;
}

/** Most examples a class keeps. */
export const MOST_EXAMPLES = 64;

/** A new class, perhaps begun elsewhere: `name` and `example` of the address. */
export function newDraft(params: URLSearchParams, collection: string): Draft {
  return {
    name: params.get('name') ?? '',
    description: '',
    synonyms: '',
    parent: '',
    seen: false,
    on: true,
    exemplars: params.getAll('example').slice(0, MOST_EXAMPLES),
    collection,
    pictures: [],
    hidden: 0,
    replacesExamples: true,
  };
}

/** A class to be changed. @param parent - name of its parent */
export function draftOf(entry: CatalogueClass, parent = ''): Draft {
  const collection = entry.exemplars.find(({ itemId }) => itemId !== undefined)?.collection ?? 'default';
  const exemplars = entry.exemplars.flatMap(({ itemId, collection: of = 'default' }) =>
    itemId !== undefined && of === collection ? [itemId] : [],
  );
  return {
    name: entry.name,
    description: entry.description ?? '',
    synonyms: entry.synonyms.join(', '),
    parent,
    seen: entry.seen,
    on: entry.status === 'active',
    ...(entry.line !== undefined && { line: entry.line }),
    exemplars,
    collection,
    pictures: [],
    hidden: entry.exemplars.length - exemplars.length,
    replacesExamples: false,
  };
}

/** The draft with an item among its examples, or no longer. */
export function toggledExample(draft: Draft, item: string): Draft {
  const exemplars = draft.exemplars.includes(item)
    ? draft.exemplars.filter((other) => other !== item)
    : [...draft.exemplars, item].slice(0, MOST_EXAMPLES);
  return { ...draft, exemplars, replacesExamples: true };
}

/** The draft as the API takes it. Examples are left out where they stay as they are. */
export function toClass(draft: Draft): NewClass {
  const { name, description, parent, seen, on, exemplars, pictures, collection } = draft;
  const words = draft.synonyms.split(',').map((word) => word.trim());
  return {
    name: name.trim(),
    description: description.trim() === '' ? null : description.trim(),
    synonyms: [...new Set(words.filter((word) => word !== ''))],
    parent: parent.trim() === '' ? null : parent.trim(),
    seen,
    status: on ? 'active' : 'off',
    ...(draft.movesLine && { line: draft.line ?? null }),
    ...(draft.replacesExamples && {
      exemplars: [...exemplars],
      pictures: pictures.map(({ base64 }) => base64),
      collection,
    }),
  };
}
