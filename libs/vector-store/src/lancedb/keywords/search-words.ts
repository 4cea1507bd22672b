import { BooleanQuery, MatchQuery, Occur, type Table } from '@lancedb/lancedb';
import { ID_SOURCE, toleratesSlip, type Neighbor, type WordsRequest } from '@unseen/domain';
import { compileFilter } from '../filter/compile-filter.ts';
import { KEYWORDS } from '../space/space-schema.ts';
import { keywordTerm, SOURCE_LETTERS } from './keyword-text.ts';

/** What a word of the id counts where another counts 1. */
const ID_WEIGHT = 2;
/** What a word with a slip in it adds; the word as it was asked adds this too. */
const SLIP_WEIGHT = 0.3;
/** Words one edit away that are looked at, of all words together. */
const MOST_SLIPS = 50;

/**
 * The points that hold any of the words, by BM25.
 * @throws AppError `invalid_filter` for a filter that is too large
 */
export async function searchWords(
  table: Table,
  { words, sources, limit, filter }: WordsRequest,
): Promise<Neighbor[]> {
  const predicate = filter && compileFilter(filter);
  const asked = clauses(words, sources);
  if (limit < 1 || asked.length === 0) return [];
  let query = table
    .query()
    .fullTextSearch(new BooleanQuery(asked.map((clause): [Occur, MatchQuery] => [Occur.Should, clause])))
    .limit(limit)
    .select(['id', 'item_id', '_score']);
  if (predicate !== undefined) query = query.where(predicate);
  const neighbors: Neighbor[] = [];
  for await (const batch of query) {
    const [ids, itemIds, scores] = ['id', 'item_id', '_score'].map((name) => batch.getChild(name)!);
    for (let row = 0; row < batch.numRows; row++) {
      neighbors.push({
        id: ids!.get(row) as string,
        itemId: itemIds!.get(row) as string,
        score: scores!.get(row) as number,
      });
    }
  }
  return neighbors.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function clauses(words: readonly string[], sources: readonly string[]): MatchQuery[] {
  const others = sources.filter((source) => source !== ID_SOURCE);
  return [
    ...clause(words, sources.includes(ID_SOURCE) ? [ID_SOURCE] : [], { boost: ID_WEIGHT }),
    ...clause(words, others, {}),
    ...clause(words.filter(toleratesSlip), others, {
      boost: SLIP_WEIGHT,
      fuzziness: 1,
      prefixLength: SOURCE_LETTERS,
      maxExpansions: MOST_SLIPS,
    }),
  ];
}

function clause(
  words: readonly string[],
  sources: readonly string[],
  options: ConstructorParameters<typeof MatchQuery>[2],
): MatchQuery[] {
  const terms = sources.flatMap((source) => words.map((word) => keywordTerm(source, word)));
  return terms.length === 0 ? [] : [new MatchQuery(terms.join(' '), KEYWORDS, options)];
}
