import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../open-ledger.ts';
import type { Ledger } from '../ledger.ts';
import { UnchangedReads } from './unchanged-reads.ts';

describe('UnchangedReads', () => {
  it('reads again only when something was written', async () => {
    let writes = 0;
    let reads = 0;
    const unchanged = new UnchangedReads(() => writes);
    const read = (key: string) => unchanged.get([key], async () => ++reads);
    expect([await read('a'), await read('a'), await read('b')]).toEqual([1, 1, 2]);
    writes++;
    expect([await read('a'), await read('b'), await read('a')]).toEqual([3, 4, 3]);
  });

  it('reads every time where others write as well, and after a read that failed', async () => {
    let reads = 0;
    const shared = new UnchangedReads(() => undefined);
    expect([
      await shared.get(['a'], async () => ++reads),
      await shared.get(['a'], async () => ++reads),
    ]).toEqual([1, 2]);
    const unchanged = new UnchangedReads(() => 0);
    await expect(unchanged.get(['a'], async () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await unchanged.get(['a'], async () => 'back')).toBe('back');
  });
});

describe('an embedded ledger', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openLedger({ kind: 'embedded', memory: true });
  });
  afterAll(() => ledger.close());

  it('tells of a change to a collection at once, and reads nothing that has not changed', async () => {
    const found = () => ledger.collections.get('t', 'c');
    expect(await found()).toBeUndefined();
    await ledger.collections.ensure('t', 'c');
    const made = await found();
    expect(made).toMatchObject({ name: 'c', keywordFields: [] });
    expect(await found()).toBe(made);
    await ledger.collections.change('t', 'c', { keywordFields: ['sku'] });
    expect(await found()).toMatchObject({ keywordFields: ['sku'] });
    // One that is under way when it is asked, and one that changes nothing for it.
    const changing = ledger.collections.change('t', 'c', { keywordFields: ['brand'] });
    await found();
    await changing;
    expect(await found()).toMatchObject({ keywordFields: ['brand'] });
    await ledger.collections.remove('t', 'c');
    expect(await found()).toBeUndefined();
  });
});
