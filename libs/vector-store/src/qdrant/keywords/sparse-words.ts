import { ID_SOURCE, keywordSources, type KeywordItem, type WordsRequest } from '@unseen/domain';
import { restsOf, slipTerms } from '../../keywords/slips.ts';

/** A vector of which only the dimensions that are not 0 are named. */
export interface SparseVector {
  indices: number[];
  values: number[];
}

/** What a word of the id counts where another counts 1. */
const ID_WEIGHT = 2;
/** BM25's constants: how soon repeating a word adds nothing, how much a long text loses, and what counts as long. */
const [K1, B, USUAL_WORDS] = [1.2, 0.3, 12];

/**
 * The words of an item as a sparse vector: a dimension for each word of each source, and one for each way to leave a letter out of it,
 * which is where words one edit apart meet. The value is BM25's share of the item; how rare a word is the server knows (`idf`).
 */
export function sparseItem(item: KeywordItem): SparseVector {
  const weights = new Map<number, number>();
  for (const [source, words] of keywordSources(item)) {
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const length = 1 - B + (B * words.length) / USUAL_WORDS;
    for (const [word, count] of counts) {
      add(weights, wordDimension(source, word), (count * (K1 + 1)) / (count + K1 * length));
    }
    if (source === ID_SOURCE) continue;
    for (const rest of restsOf(words)) add(weights, restDimension(source, rest), 1);
  }
  return asVector(weights);
}

/** The words of a search as a sparse vector: its inner product with {@link sparseItem} is the score. */
export function sparseQuery({ words, sources }: Pick<WordsRequest, 'words' | 'sources'>): SparseVector {
  const weights = new Map<number, number>();
  for (const source of sources) {
    for (const word of new Set(words)) {
      add(weights, wordDimension(source, word), source === ID_SOURCE ? ID_WEIGHT : 1);
      if (source === ID_SOURCE) continue;
      for (const { kind, text, weight } of slipTerms(word)) {
        add(weights, kind === 'word' ? wordDimension(source, text) : restDimension(source, text), weight);
      }
    }
  }
  return asVector(weights);
}

function add(weights: Map<number, number>, dimension: number, weight: number): void {
  weights.set(dimension, (weights.get(dimension) ?? 0) + weight);
}

function asVector(weights: ReadonlyMap<number, number>): SparseVector {
  return {
    indices: [...weights.keys()],
    values: Array.from(weights.values(), (weight) => Math.round(weight * 1_000) / 1_000),
  };
}

function wordDimension(source: string, word: string): number {
  return hash(`${source}\u001f${word}`);
}

function restDimension(source: string, rest: string): number {
  return hash(`${source}\u001f-${rest}`);
}

/** FNV-1a over UTF-16 units with the finish of MurmurHash3: 32 bits, in which two of a million words hardly ever meet. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
