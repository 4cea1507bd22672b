import { describe, expect, it } from 'vitest';
import { withinOneEdit } from './keywords/words-in.ts';
import { soughtWords, writtenTokens } from './written-words.ts';

/** Whether all words of a query are among the tokens of a picture. */
function finds(query: string, ...picture: string[]): boolean {
  const tokens = new Set(writtenTokens(picture).map(({ token }) => token));
  const sought = soughtWords(query);
  return sought.length > 0 && sought.every((word) => word.tokens.some((token) => tokens.has(token)));
}

describe('words written in pictures', () => {
  it.each([
    ['weleda', 'WELEDA'],
    ['strasse', 'Straße'],
    ['Creme fraiche', 'Crème', 'fraîche'],
    ['coeur', 'cœur'],
    ['office', 'oﬃce'],
    ['1O0', 'lo0'],
    ['Illinois', 'lllinois'],
    ['modern', 'modem'],
    ['24.12.2025', '24', '12', '2025'],
    ['24122025', '24.12.2025'],
    ['2025', '24.12.2025'],
    ['75 ml', '75ml'],
    ['75ml', '75', 'ml'],
    ['4006381333931', '4', '006381', '333931'],
    ['skin food', 'Weleda', 'Skin', 'Food'],
    ['SkinFood', 'Skin', 'Food'],
    ['東京', '東京'],
  ])('%s is found where %s is written', (query, ...picture) => {
    expect(finds(query, ...picture)).toBe(true);
  });

  it.each([
    ['well', 'Weleda'],
    ['skin care', 'Skin', 'Food'],
    ['100', '1000'],
    ['!?', 'Weleda'],
  ])('%s is not found where %s is written', (query, ...picture) => {
    expect(finds(query, ...picture)).toBe(false);
  });

  it('says which words of the picture a token is made of', () => {
    const tokens = writtenTokens(['Skin', 'Food']);
    expect(tokens.find(({ token }) => token === 'sklnfood')?.words).toEqual([0, 1]);
    expect(tokens.find(({ token }) => token === 'food')?.words).toEqual([1]);
  });

  it('takes slips in words that stay recognizable, and never in numbers', () => {
    expect(soughtWords('Weleda tea 4711').map(({ fuzzy }) => fuzzy)).toEqual([
      'weleda',
      undefined,
      undefined,
    ]);
    for (const slip of ['weleda', 'welda', 'welleda', 'wekeda', 'weelda', 'eleda', 'weled', 'ewleda'])
      expect(withinOneEdit('weleda', slip), slip).toBe(true);
    for (const other of ['welad', 'eweld', 'wexyda'])
      expect(withinOneEdit('weleda', other), other).toBe(false);
  });
});
