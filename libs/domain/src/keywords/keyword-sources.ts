import type { Json, Metadata } from '../item.ts';
import { wordsIn } from './words-in.ts';

/** Source of the words of an item's id. */
export const ID_SOURCE = '$id';
/** Source of the words of its captions. */
export const CAPTIONS_SOURCE = '$captions';

/** The part of an item that keywords are read from. */
export interface KeywordItem {
  readonly itemId: string;
  readonly payload: { readonly captions: readonly string[]; readonly metadata: Metadata };
}

/** Words kept of one source at most. */
const MOST_WORDS = 512;

/**
 * The words of an item by where they stand: its id, its captions, and each metadata field by dotted path. All fields are there, whichever
 * a collection names: a search says which it looks into, so that naming another takes effect at once.
 * @param only - the sources to read; absent: all
 */
export function keywordSources(
  { itemId, payload }: KeywordItem,
  only?: readonly string[],
): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  const add = (source: string, text: string) => {
    const known = texts.get(source);
    if (known) known.push(text);
    else texts.set(source, [text]);
  };
  collect(payload.metadata, '', add);
  texts.set(ID_SOURCE, [itemId]);
  texts.set(CAPTIONS_SOURCE, [...payload.captions]);
  const sources = new Map<string, string[]>();
  for (const [source, each] of texts) {
    if (only && !only.includes(source)) continue;
    const words = each.flatMap(wordsIn).slice(0, MOST_WORDS);
    if (words.length > 0) sources.set(source, words);
  }
  return sources;
}

function collect(value: Json, path: string, add: (source: string, text: string) => void): void {
  if (typeof value === 'string' || typeof value === 'number') add(path, String(value));
  else if (Array.isArray(value)) for (const each of value as readonly Json[]) collect(each, path, add);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) collect(each, path === '' ? key : `${path}.${key}`, add);
  }
}
