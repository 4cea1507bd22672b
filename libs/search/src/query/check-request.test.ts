import { AppError, type VectorSpaceKey } from '@unseen/domain';
import { expect, test } from 'vitest';
import { checkRequest, requestFingerprint } from './check-request.ts';
import type { SearchRequest } from './search-request.ts';

const space: VectorSpaceKey = { tenant: 't', collection: 'c', pack: 'p@1' };

function refusal(request: Partial<SearchRequest>): { code: string; fields: string[] } | undefined {
  try {
    checkRequest({ space, ...request });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, fields: (error.errors ?? []).map((entry) => entry.field) };
  }
  return undefined;
}

test('defaults are filled in and texts trimmed', () => {
  expect(checkRequest({ space, text: '  a dog ', not: ['', ' cats '] })).toMatchObject({
    text: 'a dog',
    unwanted: ['cats'],
    limit: 20,
    candidates: 100,
    rescore: 'imfa',
    fusion: 'weighted',
    target: 'any',
    cutoff: 'auto',
    explain: false,
  });
});

test('the window is never smaller than a page', () => {
  expect(checkRequest({ space, text: 'x', limit: 150, candidates: 10 }).candidates).toBe(150);
});

test('a query of nothing browses, and `not` needs something that is wanted', () => {
  expect(refusal({})).toBeUndefined();
  expect(refusal({ text: ' \n ' })).toBeUndefined();
  expect(refusal({ text: ' \n ', not: 'dogs' })).toEqual({ code: 'query_empty', fields: [] });
});

test.each<[Partial<SearchRequest>, string]>([
  [{ text: 'x', limit: 0 }, 'limit'],
  [{ text: 'x', limit: 201 }, 'limit'],
  [{ text: 'x', limit: 2.5 }, 'limit'],
  [{ text: 'x', candidates: 1_001 }, 'candidates'],
  [{ text: 'x', candidates: Number.NaN }, 'candidates'],
  [{ text: 'x\ud800' }, 'text'],
  [{ text: 'x', not: ['a', 'b\udc00'] }, 'not[1]'],
  [{ text: 'x', not: Array.from({ length: 9 }, (_, i) => `n${i}`) }, 'not'],
  [{ image: Uint8Array.of(1), itemId: 'a' }, 'itemId'],
  [{ text: 'x', rescore: 'other' as 'imfa' }, 'rescore'],
  [{ text: 'x', target: 'joint' as 'any' }, 'target'],
])('%o is refused, naming the field', (request, field) => {
  expect(refusal(request)).toEqual({ code: 'invalid_request', fields: [field] });
});

test('a text over the limit is refused as too long', () => {
  expect(refusal({ text: 'x'.repeat(2_000) })).toBeUndefined();
  expect(refusal({ text: 'x'.repeat(2_001) })).toEqual({ code: 'query_too_long', fields: ['text'] });
});

test('a cursor belongs to a request in whatever order the keys of its objects come', () => {
  const fingerprint = (request: Partial<SearchRequest>) =>
    Buffer.from(requestFingerprint(checkRequest({ space, text: 'a dog', ...request }))).toString('hex');
  const one = fingerprint({
    sort: [{ field: 'price', order: 'desc' }, { field: 'n' }],
    groupBy: { field: 'model', size: 2 },
    boost: [{ field: 'stock', weight: 1 }],
    weights: { image: 1, keywords: 2 },
  });
  const other = fingerprint({
    weights: { keywords: 2, image: 1 },
    boost: [{ weight: 1, field: 'stock' }],
    groupBy: { size: 2, field: 'model' },
    sort: [{ order: 'desc', field: 'price' }, { field: 'n' }],
  });
  expect(other).toBe(one);
  expect(fingerprint({ sort: [{ field: 'n' }, { field: 'price', order: 'desc' }] })).not.toBe(
    fingerprint({ sort: [{ field: 'price', order: 'desc' }, { field: 'n' }] }),
  );
});

test('a cursor belongs to a request whether it says what holds anyway or not', () => {
  const fingerprint = (request: Partial<SearchRequest>) =>
    Buffer.from(requestFingerprint(checkRequest({ space, text: 'a dog', ...request }))).toString('hex');
  expect(
    fingerprint({
      sort: [
        { field: 'price', order: 'asc' },
        { field: 'relevance', order: 'desc' },
      ],
      groupBy: { field: 'model', size: 1 },
      weights: { image: 1, caption: undefined },
      not: [],
      cutoff: 'auto',
    }),
  ).toBe(fingerprint({ sort: [{ field: 'price' }, { field: 'relevance' }], groupBy: { field: 'model' } }));
  expect(fingerprint({ sort: [{ field: 'relevance', order: 'asc' }] })).not.toBe(
    fingerprint({ sort: [{ field: 'relevance' }] }),
  );
  expect(fingerprint({ weights: { image: 0 } })).not.toBe(fingerprint({}));
});
