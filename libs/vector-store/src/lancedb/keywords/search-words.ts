import { BooleanQuery, MatchQuery, Occur, type Table } from '@lancedb/lancedb';
import { ID_SOURCE, type Neighbor, type WordsRequest } from '@unseen/domain';
import { KEYWORDS } from '../space/space-schema.ts';
import { slipTerms } from '../../keywords/slips.ts';
import { keywordTerm, restTerm } from './keyword-text.ts';

/** What a word of the id counts where another counts 1. */
const ID_WEIGHT = 2;

/**
 * The points that hold any of the words, by BM25.
 * @param predicate - what they must satisfy, in place of the filter of the request
 */
export async function searchWords(
  table: Table,
  { words, sources, limit }: Omit<WordsRequest, 'filter'>,
  predicate?: string,
): Promise<Neighbor[]> {
  const asked = clauses(words, sources);
  if (limit < 1 || asked.length === 0) return [];
  let query = table
    .query()
    .fullTextSearch(new BooleanQuery(asked.map((clause): [Occur, MatchQuery] => [Occur.Should, clause])))
    .limit(limit)
    .select(['id', '_score']);
  if (predicate !== undefined) query = query.where(predicate);
  const neighbors: Neighbor[] = [];
  for await (const batch of query) {
    const [ids, scores] = ['id', '_score'].map((name) => batch.getChild(name)!);
    for (let row = 0; row < batch.numRows; row++) {
      neighbors.push({ id: ids!.get(row) as string, score: scores!.get(row) as number });
    }
  }
  return neighbors.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** One clause for the terms that count the same. */
function clauses(words: readonly string[], sources: readonly string[]): MatchQuery[] {
  const terms = new Map<number, string[]>();
  const add = (weight: number, term: string) => terms.set(weight, [...(terms.get(weight) ?? []), term]);
  for (const source of sources) {
    for (const word of words) {
      add(source === ID_SOURCE ? ID_WEIGHT : 1, keywordTerm(source, word));
      if (source === ID_SOURCE) continue;
      for (const { kind, text, weight } of slipTerms(word)) {
        add(weight, kind === 'word' ? keywordTerm(source, text) : restTerm(source, text));
      }
    }
  }
  return Array.from(terms, ([boost, some]) => new MatchQuery(some.join(' '), KEYWORDS, { boost }));
}
