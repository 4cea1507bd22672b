import { describe, expect, it } from 'vitest';
import { withRange } from './selection.ts';

describe('choosing a range', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  it('takes all between, in either direction, and keeps what was chosen', () => {
    expect([...withRange(new Set(['e']), order, 'b', 'd')].sort()).toEqual(['b', 'c', 'd', 'e']);
    expect([...withRange(new Set(), order, 'd', 'b')].sort()).toEqual(['b', 'c', 'd']);
  });
  it('takes the one alone where the list no longer holds its beginning', () => {
    expect([...withRange(new Set(), order, 'gone', 'c')]).toEqual(['c']);
    expect([...withRange(new Set(), order, undefined, 'c')]).toEqual(['c']);
  });
});
