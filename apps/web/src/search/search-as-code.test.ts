import type { Search } from '@unseen/client';
import { describe, expect, it } from 'vitest';
import { searchAsCode } from './search-as-code.ts';

const SEARCH: Search = {
  collection: 'shop',
  text: `a child's "red" shoe`,
  filter: { price: { lte: 30 }, sale: true },
  rescore: 'imfa',
};
const ORIGIN = 'http://127.0.0.1:8080';

describe('a search as code', () => {
  it('reaches the platform from a shell as it was asked, whatever quotes are in it', () => {
    const command = searchAsCode(SEARCH, ORIGIN, 'curl');
    const word = command.slice(command.indexOf(" -d '") + 4);
    // As a shell reads it: what is quoted stands for itself, and so does a quote behind a backslash.
    const body = [...word.matchAll(/'([^']*)'|\\(.)/g)]
      .map(([, quoted, single]) => quoted ?? single)
      .join('');
    expect(JSON.parse(body)).toEqual(SEARCH);
  });

  it('is a literal of Python', () => {
    expect(searchAsCode(SEARCH, ORIGIN, 'python')).toContain(
      `search({"collection": "shop", "text": "a child's \\"red\\" shoe", "filter": {"price": {"lte": 30}, "sale": True}, "rescore": "imfa"})["hits"]`,
    );
  });

  it('leaves out what only the page needs', () => {
    expect(searchAsCode({ ...SEARCH, sizes: true, facets: true }, ORIGIN, 'typescript')).not.toMatch(
      /sizes|facets/,
    );
  });
});
