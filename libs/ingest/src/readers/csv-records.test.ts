import { describe, expect, it } from 'vitest';
import { readCsvRecords } from './csv-records.ts';
import { readLines } from './lines.ts';

async function records(text: string): Promise<string[]> {
  const source = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  };
  const read = await Array.fromAsync(readCsvRecords(readLines(source()), ','));
  return read.map((record) => {
    try {
      return `${record.line}:${record.fields().join('|')}`;
    } catch (error) {
      return `${record.line}!${(error as { code: string }).code}`;
    }
  });
}

describe('readCsvRecords', () => {
  it('reads quoted fields, doubled quotes and line ends inside quotes', async () => {
    expect(await records('a,"b, c","say ""hi"""\n\nd,"two\nlines",e\n"x\n\ny",z\nlast,1')).toEqual([
      '1:a|b, c|say "hi"',
      '3:d|two\nlines|e',
      '5:x\n\ny|z',
      '8:last|1',
    ]);
  });

  it('drops blanks around fields, with quotes in the record and without', async () => {
    expect(await records(' a , b c,\t,\u00a0d\n" e ", f ,"",g ')).toEqual(['1:a|b c||d', '2: e |f||g']);
  });

  it('takes a quote inside an unquoted field as it is', async () => {
    expect(await records('a,5" pipe,b\nc,6" pipe,d')).toEqual(['1:a|5" pipe|b', '2:c|6" pipe|d']);
  });

  it('loses only the line on which a quote is not closed', async () => {
    expect(await records('a,1\nb,"open\nc,3\nd,"fine"\ne,5')).toEqual([
      '1:a|1',
      '2!entry_invalid',
      '3:c|3',
      '4:d|fine',
      '5:e|5',
    ]);
    expect(await records('a,"open\nb,2\nc,"also open\nd,4')).toEqual([
      '1!entry_invalid',
      '2:b|2',
      '3!entry_invalid',
      '4:d|4',
    ]);
  });

  it('looks for the closing quote no further than it may hold', async () => {
    const body = Array.from({ length: 400 }, (_, n) => `r${n},${'x'.repeat(4_000)}`).join('\n');
    const read = await records(`first,"open\n${body}\nlast,end"`);
    expect(read[0]).toBe('1!entry_invalid');
    expect(read.slice(1, 3).map((record) => record.slice(0, 6))).toEqual(['2:r0|x', '3:r1|x']);
    expect(read).toHaveLength(402);
  });
});
