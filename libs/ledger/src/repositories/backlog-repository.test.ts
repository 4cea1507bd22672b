import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';
import { itemWrite } from '../testing/records.ts';

describe('what is left to do', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());
  const NOTHING = { load: 0, tag: 0, switch: 0, evaluate: 0, read: 0 };
  const collection = 'pictures';

  it('is nothing in an empty ledger', async () => {
    expect(await ledger.backlog.read()).toEqual(NOTHING);
  });

  it('counts the entries of jobs that are not done, one at least of a job that is not planned', async () => {
    const source = { type: 'folder', path: 'p' } as const;
    const job = await ledger.jobs.create({ tenant: 'default', collection, source, duplicates: 'skip' });
    expect((await ledger.backlog.read()).load).toBe(1);
    await ledger.jobs.setTotal(job.id, 1_000);
    await ledger.jobs.advance(job.id, 300);
    expect((await ledger.backlog.read()).load).toBe(700);
    await ledger.jobs.transition('default', job.id, ['queued'], 'cancelled');
    expect(await ledger.backlog.read()).toEqual(NOTHING);
  });

  it('counts items that a switch has not embedded, and not those it was told to leave', async () => {
    const items = ['a', 'b', 'c', 'd'].map((id) =>
      itemWrite({ id, collection, pack: 'former@1.0.0', state: 'indexed' }),
    );
    await ledger.items.put(items);
    const { id } = await ledger.modelSwitches.begin({
      source: 'former@1.0.0',
      target: 'latter@1.0.0',
      acceptFailures: true,
      actor: 'test',
    });
    expect((await ledger.backlog.read()).switch).toBe(4);
    await ledger.modelSwitches.markEmbedded(items.slice(0, 2), 'former@1.0.0', 'latter@1.0.0');
    expect((await ledger.backlog.read()).switch).toBe(2);
    const failure = { code: 'image_corrupt', reason: 'broken' } as const;
    await ledger.modelSwitches.addFailures(id, [{ ...items[2]!, ...failure }]);
    expect((await ledger.backlog.read()).switch).toBe(1);
    expect(await ledger.modelSwitches.coverage('latter@1.0.0')).toEqual({
      items: 4,
      embedded: 2,
      failed: 1,
      lacking: 1,
    });
    await ledger.modelSwitches.cancel(id);
    expect((await ledger.backlog.read()).switch).toBe(0);
  });

  it('counts pictures that nobody has read, where they are to be read', async () => {
    const collection = 'written';
    const imageKey = `originals/${'ab'.repeat(32)}`;
    await ledger.items.put([itemWrite({ id: 'with', collection, imageKey, state: 'indexed' })]);
    expect((await ledger.backlog.read()).read).toBe(0);
    await ledger.collections.change('default', collection, { readText: 'on' });
    expect((await ledger.backlog.read()).read).toBe(1);
    const picture = { tenant: 'default', collection, id: 'with', imageKey, readText: 'on' } as const;
    expect(await ledger.texts.claim(picture, 'reader@1')).toBe(true);
    expect((await ledger.backlog.read()).read).toBe(1);
    await ledger.texts.save(picture, { words: [], tokens: [] });
    expect((await ledger.backlog.read()).read).toBe(0);
  });
});

describe('counts that are kept', () => {
  it('agree with what is there after every kind of write, many of them at once', async () => {
    const ledger = await openTestLedger();
    const packs = ['one@1', 'two@1'] as const;
    const collections = ['x', 'y', 'z'] as const;
    let seed = 1;
    const dice = (sides: number) => (seed = (seed * 48_271) % 2_147_483_647) % sides;
    const some = () =>
      Array.from({ length: 1 + dice(6) }, () => {
        const state = dice(2) === 0 ? ('pending' as const) : ('indexed' as const);
        const at = { id: `i${dice(25)}`, collection: collections[dice(3)]!, pack: packs[dice(2)]! };
        return itemWrite({ ...at, state, imageBytes: dice(100) });
      });
    const writes = [
      () => ledger.items.put(some()),
      () =>
        ledger.items.markIndexed(some().map(({ tenant, collection, id }) => ({ tenant, collection, id }))),
      () => ledger.items.markDeleting(some()),
      () => ledger.items.remove(some()),
      () => ledger.modelSwitches.markEmbedded(some(), packs[0], packs[1]),
      () => ledger.modelSwitches.moveItems(packs[1], 5),
      () => ledger.modelSwitches.markLost(some()),
      () => ledger.items.markPending('default', collections[dice(3)]!),
    ];
    for (let round = 0; round < 60; round++) {
      await Promise.all(Array.from({ length: 4 }, () => writes[dice(writes.length)]!()));
    }
    for (const collection of collections) {
      const items = await ledger.items.page('default', collection, undefined, 100);
      const there = items.filter(({ state }) => state !== 'deleting');
      expect(await ledger.items.count('default', collection)).toBe(there.length);
      expect(await ledger.collections.get('default', collection)).toMatchObject({
        items: there.length,
        bytes: there.reduce((sum, { imageBytes }) => sum + (imageBytes ?? 0), 0),
      });
      const covered = await ledger.modelSwitches.coveredByCollection(packs[0]);
      const expected = there.filter(
        ({ state, pack, secondPack }) =>
          state === 'indexed' && (pack === 'none' || pack === packs[0] || secondPack === packs[0]),
      ).length;
      expect(covered.find((each) => each.collection === collection)?.items ?? 0).toBe(expected);
    }
    await ledger.close();
  });
});
