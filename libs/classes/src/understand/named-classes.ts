import { indexOfRun, singular, type CatalogueClass } from '@unseen/domain';
import { nameKey } from '../name/name-key.ts';

/** A class that a query names. */
export interface NamedClass {
  readonly entry: CatalogueClass;
  /** The class's word as it stands in the catalogue. */
  readonly word: string;
  readonly as: 'name' | 'synonym';
  /** Where the word stands in the text, counted in words: from the first to before the second. */
  readonly span: readonly [from: number, to: number];
}

/**
 * The classes whose name or synonym stands in a text as whole words, plural forms included. The longest words win: "sea bird"
 * names no "bird" where both are classes.
 */
export function namedClasses(text: string, classes: Iterable<CatalogueClass>): NamedClass[] {
  const words = wordsOf(text);
  const found: NamedClass[] = [];
  const said = new Set(words);
  for (const entry of classes) {
    const hits = [entry.name, ...entry.synonyms].flatMap((word, index): NamedClass[] => {
      const parts = partsOf(entry)[index]!;
      if (!parts.every((part) => said.has(part))) return [];
      const from = indexOfRun(words, parts);
      const as = index === 0 ? 'name' : 'synonym';
      return from < 0 ? [] : [{ entry, word, as, span: [from, from + parts.length] }];
    });
    const longest = hits.sort((a, b) => lengthOf(b) - lengthOf(a))[0];
    if (longest) found.push(longest);
  }
  return found.filter((a) => !found.some((b) => within(a, b) && lengthOf(b) > lengthOf(a)));
}

/** The words of names and synonyms, split once for as long as a version of a class is kept. */
const split = new WeakMap<CatalogueClass, readonly (readonly string[])[]>();

function partsOf(entry: CatalogueClass): readonly (readonly string[])[] {
  let parts = split.get(entry);
  if (parts === undefined) split.set(entry, (parts = [entry.name, ...entry.synonyms].map(wordsOf)));
  return parts;
}

/** The share of a text's words that name classes, 0 to 1. @param named - of that text */
export function namedShare(text: string, named: readonly NamedClass[]): number {
  const words = wordsOf(text);
  const naming = words.filter((_, at) => named.some(({ span: [from, to] }) => from <= at && at < to));
  return naming.length / Math.max(words.length, 1);
}

function lengthOf({ span: [from, to] }: NamedClass): number {
  return to - from;
}

function within({ span: [from, to] }: NamedClass, { span: [start, end] }: NamedClass): boolean {
  return start <= from && to <= end;
}

function wordsOf(text: string): string[] {
  return nameKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(singular);
}
