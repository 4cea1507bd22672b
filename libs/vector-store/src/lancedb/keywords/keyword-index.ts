import { Index, type Table } from '@lancedb/lancedb';
import { KEYWORDS } from '../space/space-schema.ts';

/**
 * Adds the column of keywords and its full-text index where they are not there. The index is made while the table is empty, since without
 * it the library divides terms in another way; maintenance adds what is written, and until then it is looked through row by row.
 * Points of a table from before are found by their words when they are written again.
 */
export async function ensureKeywords(table: Table): Promise<void> {
  const { fields } = await table.schema();
  if (!fields.some(({ name }) => name === KEYWORDS)) {
    await table.addColumns([{ name: KEYWORDS, valueSql: "''" }]);
  }
  const present = await table.listIndices();
  if (present.some(({ columns }) => columns.includes(KEYWORDS))) return;
  await table.createIndex(KEYWORDS, {
    name: `${KEYWORDS}_fts`,
    // Terms are folded already, and blanks are all that divides them.
    config: Index.fts({
      baseTokenizer: 'whitespace',
      lowercase: false,
      stem: false,
      removeStopWords: false,
      asciiFolding: false,
      withPosition: false,
      maxTokenLength: 256,
    }),
  });
}
