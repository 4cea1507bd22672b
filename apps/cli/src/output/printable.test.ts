import { describe, expect, it } from 'vitest';
import { allPrintable, printable } from './printable.ts';

describe('what reaches a terminal', () => {
  it('has no control characters, line breaks or turns of direction', () => {
    expect(printable('a\u001b[2Jb\nc\u009bd\u2028e')).toBe('a [2Jb c d e');
    expect(printable('photo\u202egpj.exe')).toBe('photo gpj.exe');
  });

  it('keeps letters of every language, and emoji of several parts', () => {
    for (const text of ['赤い果物', 'עברית', '👩‍🌾 red']) expect(printable(text)).toBe(text);
  });

  it('is clean however deep in an answer', () => {
    const evil = 'x\u0007\u001b]0;y';
    const answer = { id: evil, list: [{ [evil]: evil, n: 1, none: null, yes: true }] };
    expect(JSON.stringify(allPrintable(answer))).not.toMatch(/\\u00/);
    expect(allPrintable(answer).list[0]).toMatchObject({ n: 1, none: null, yes: true });
  });
});
