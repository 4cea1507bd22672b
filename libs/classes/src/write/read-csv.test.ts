import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';

const read = async (content: string | Buffer, pieces = 7) => {
  const bytes = Buffer.from(content);
  const chunks = Array.from({ length: Math.ceil(bytes.length / pieces) }, (_, at) =>
    bytes.subarray(at * pieces, (at + 1) * pieces),
  );
  return Array.fromAsync(readCsv(Readable.from(chunks)));
};
const dog = { name: 'dog', synonyms: ['puppy', 'hound'], seen: false, status: 'active', exemplars: [] };

describe('classes in the tables that spreadsheets write', () => {
  it.each<[string, string | Buffer]>([
    ['commas', 'name,synonyms\ndog,puppy|hound\n'],
    ['semicolons and a mark', '\ufeffname;synonyms\r\ndog;puppy|hound\r\n'],
    ['sep=;', 'sep=;\r\nname;synonyms\r\ndog;puppy|hound\r\n'],
    ['tabs in UTF-16', Buffer.from('\ufeffname\tsynonyms\r\ndog\tpuppy|hound\r\n', 'utf16le')],
    ['other headings', 'Category,Also called\ndog,puppy|hound'],
    ['a blank cell for seen', 'name,seen,synonyms\ndog,,puppy|hound'],
    ['a word for seen', 'name,seen,synonyms\ndog,No,puppy|hound'],
    ['short and long rows', 'name,synonyms,description,,\ndog,puppy|hound\n,,,,\n'],
    ['blank lines', '\n\nname,synonyms\n\ndog,puppy|hound\n;;'.replace(';;', '')],
  ])('%s', async (_, content) => {
    const rows = await read(content);
    expect(rows.map((row) => row.read)).toEqual([{ value: dog }]);
  });

  it('names the line of what is wrong, and all that is', async () => {
    expect(await read('sep=;\nname;seen\ndog;perhaps\ncat;yes\nbird;true;more')).toEqual([
      { place: 'line 3', read: { problem: 'seen must be true or false' } },
      { place: 'line 4', read: { value: expect.objectContaining({ name: 'cat', seen: true }) as unknown } },
      { place: 'line 5', read: { problem: 'has 3 fields instead of 2' } },
    ]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['a column nobody knows', 'name,colour\ndog,red', /line 1: "colour" is no column; use id, name/],
    ['no names', 'synonyms,description\na,b', /there is no column "name"/],
    ['nothing', '', /no line that names the columns/],
    ['Latin-1', Buffer.from('name\nCaf\xe9', 'latin1'), /CSV UTF-8/],
    ['a workbook', Buffer.from('PK\x03\x04rest', 'latin1'), /Excel workbook/],
    ['an open quote', 'name\n"dog', /Quote/],
  ])('refuses %s', async (_, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'import_invalid',
      message: expect.stringMatching(message) as string,
    });
  });
});
