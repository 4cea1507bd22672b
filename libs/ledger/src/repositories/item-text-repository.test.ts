import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import type { TextReading, UnreadPicture } from '../records/item-text.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';
import { itemWrite } from '../testing/records.ts';

const READER = 'reader@1';
const PICTURE = 'b'.repeat(64);
const ANOTHER = 'c'.repeat(64);
const BOX = [0.1, 0.2, 0.3, 0.1] as const;

function reading(...words: string[]): TextReading {
  return { words: words.map((text) => ({ text, box: BOX, confidence: 0.9 })), tokens: words };
}

describe('what is written in pictures', () => {
  let ledger: Ledger;
  let collection: string;
  let scope: { tenant: string; collection: string };
  let counter = 0;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());
  beforeEach(async () => {
    collection = `c${++counter}`;
    scope = { tenant: 'default', collection };
    await ledger.collections.ensure('default', collection);
    await ledger.collections.change('default', collection, { readText: 'on' });
  });

  const item = (id: string, imageKey: string | null = PICTURE, tenant = 'default') =>
    itemWrite({ id, collection, tenant, imageKey, state: 'indexed' });
  const unread = async (reader = READER) =>
    (await ledger.texts.unread(scope, reader, undefined, 100)).pictures;
  const read = async (picture: UnreadPicture, ...words: string[]) => {
    expect(await ledger.texts.claim(picture, READER)).toBe(true);
    return ledger.texts.save(picture, reading(...words));
  };
  const found = (...groups: string[][]) => ledger.texts.itemsWith(scope, groups, 100);

  it('reads the pictures of collections that ask for it, each once, a page at a time', async () => {
    await ledger.items.put([
      item('a'),
      item('b'),
      item('caption alone', null),
      { ...item('d'), state: 'pending' },
    ]);
    expect(await ledger.texts.readCollections()).toContainEqual(scope);
    const page = await ledger.texts.unread(scope, READER, undefined, 1);
    expect(page).toMatchObject({ pictures: [{ id: 'a', imageKey: PICTURE, readText: 'on' }], last: 'a' });
    expect((await ledger.texts.unread(scope, READER, 'a', 100)).pictures.map(({ id }) => id)).toEqual(['b']);
    for (const picture of await unread()) expect(await read(picture, 'sale')).toBe(true);
    expect(await unread()).toEqual([]);
    await ledger.collections.change('default', collection, { readText: 'off' });
    expect(await ledger.texts.readCollections()).not.toContainEqual(scope);
    expect(await unread('reader@2')).toEqual([]);
  });

  it('lets one process read a picture, and another when that one has given it back', async () => {
    await ledger.items.put([item('a')]);
    const [picture] = await unread();
    expect(await ledger.texts.claim(picture!, READER)).toBe(true);
    expect(await ledger.texts.claim(picture!, READER)).toBe(false);
    expect(await unread()).toEqual([]);
    await ledger.texts.release(picture!);
    expect(await unread()).toEqual([picture]);
    expect(await ledger.texts.claim(picture!, READER)).toBe(true);
    await ledger.texts.releaseAll();
    expect(await read(picture!, 'sale')).toBe(true);
  });

  it('finds items by words that are all written, and words by how they begin or end', async () => {
    await ledger.items.put([item('a'), item('b'), item('a', PICTURE, 'other')]);
    for (const picture of await unread()) await read(picture, 'weleda', picture.id === 'a' ? 'skin' : 'hair');
    expect(await found(['weleda'])).toEqual(['a', 'b']);
    expect(await found(['weleda'], ['skin', 'skln'])).toEqual(['a']);
    expect(await found(['weleda'], ['none'])).toEqual([]);
    expect(await found()).toEqual([]);
    expect(await ledger.texts.itemsWith({ tenant: 'other', collection }, [['weleda']], 10)).toEqual([]);
    const like = async (words: string[], beginnings: string[], ends: string[], limit = 10) =>
      (await ledger.texts.wordsLike(scope, { words, beginnings, ends }, limit)).sort();
    expect(await like([], ['wel'], [])).toEqual(['weleda']);
    expect(await like([], ['xx'], ['in', 'ir'])).toEqual(['hair', 'skin']);
    expect(await like(['hair', 'none'], ['wel'], [])).toEqual(['hair', 'weleda']);
    // What is asked for as it is does not count.
    expect(await like(['hair'], ['weleda'], ['skin'], 1)).toContain('hair');
    expect([...(await ledger.texts.wordsOf(scope, ['a', 'none']))]).toEqual([
      ['a', reading('weleda', 'skin').words],
    ]);
  });

  it('ranks items by how many words are written, rarer ones first, and says which', async () => {
    await ledger.items.put(['a', 'b', 'c', 'd'].map((id) => item(id)));
    const words: Record<string, string[]> = {
      a: ['sale'],
      b: ['sale', 'weleda'],
      c: ['sale'],
      d: ['weleda'],
    };
    for (const picture of await unread()) await read(picture, ...words[picture.id]!);
    const ranked = await ledger.texts.holders(scope, [['sale'], ['none'], ['weleda', 'sale']], 10);
    expect(ranked.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    const [first, second, ...rest] = await ledger.texts.holders(scope, [['sale'], ['weleda']], 10);
    expect(first).toMatchObject({ id: 'b', parts: [0, 1] });
    expect(second).toMatchObject({ id: 'd', parts: [1] });
    expect(first!.score).toBeGreaterThan(second!.score);
    expect(second!.score).toBeGreaterThan(rest[0]!.score);
    expect(await ledger.texts.holders(scope, [['sale'], ['weleda']], 1)).toEqual([first]);
    expect(await ledger.texts.holders(scope, [], 10)).toEqual([]);
    await ledger.items.put([item('b', ANOTHER)]);
    expect((await ledger.texts.holders(scope, [['weleda']], 10)).map(({ id }) => id)).toEqual(['d']);
  });

  it('does not find what was written in a picture that was replaced, and reads the other one', async () => {
    await ledger.items.put([item('a')]);
    const [former] = await unread();
    await read(former!, 'sale');
    await ledger.items.put([item('a', ANOTHER)]);
    expect(await found(['sale'])).toEqual([]);
    expect(await ledger.texts.get({ ...scope, id: 'a' })).toBeUndefined();
    const [latter] = await unread();
    expect(await ledger.texts.claim(latter!, READER)).toBe(true);
    expect(await found(['sale'])).toEqual([]);
    expect(await ledger.texts.get({ ...scope, id: 'a' })).toMatchObject({ state: 'reading', words: [] });
    // Whoever still reads the former one comes too late.
    expect(await ledger.texts.save(former!, reading('late'))).toBe(false);
    expect(await ledger.texts.save(latter!, reading('sold'))).toBe(true);
    expect(await found(['sold'])).toEqual(['a']);
  });

  it('reads again when the reader changes, and keeps the words until then', async () => {
    await ledger.items.put([item('a')]);
    const [picture] = await unread();
    await read(picture!, 'sale');
    const [again] = await unread('reader@2');
    expect(await ledger.texts.claim(again!, 'reader@2')).toBe(true);
    expect(await found(['sale'])).toEqual(['a']);
    await ledger.texts.save(again!, reading('sole'));
    expect(await found(['sale'])).toEqual([]);
    expect(await ledger.texts.get({ ...scope, id: 'a' })).toMatchObject({
      state: 'read',
      reader: 'reader@2',
    });
  });

  it('keeps what a person said, whatever readers read, until it is forgotten', async () => {
    await ledger.items.put([item('a'), item('caption alone', null)]);
    const [picture] = await unread();
    expect(await ledger.texts.claim(picture!, READER)).toBe(true);
    expect(await ledger.texts.correct({ ...scope, id: 'a' }, reading('solo'))).toBe(true);
    expect(await ledger.texts.save(picture!, reading('sole'))).toBe(false);
    expect(await unread('reader@2')).toEqual([]);
    await ledger.texts.forget(scope);
    expect(await found(['solo'])).toEqual(['a']);
    await ledger.texts.forgetOne({ ...scope, id: 'a' });
    expect(await found(['solo'])).toEqual([]);
    expect(await unread()).toEqual([picture]);
    expect(await ledger.texts.correct({ ...scope, id: 'caption alone' }, reading('x'))).toBe(false);
    expect(await ledger.texts.correct({ ...scope, id: 'none' }, reading('x'))).toBe(false);
  });

  it('says of a picture that it cannot be read, and leaves it alone', async () => {
    await ledger.items.put([item('a')]);
    const [picture] = await unread();
    await ledger.texts.claim(picture!, READER);
    await ledger.texts.save(picture!, { words: [], tokens: [], errorCode: 'image_corrupt' });
    expect(await ledger.texts.get({ ...scope, id: 'a' })).toMatchObject({ state: 'failed', words: [] });
    expect(await unread()).toEqual([]);
    expect(await unread('reader@2')).toEqual([picture]);
  });

  it('forgets with the item, and with what the collection read', async () => {
    await ledger.items.put([item('a'), item('b')]);
    for (const picture of await unread()) await read(picture, 'sale');
    expect(await ledger.texts.isRead(scope)).toBe(true);
    await ledger.items.markDeleting([item('a')]);
    await ledger.items.remove([item('a')]);
    expect(await found(['sale'])).toEqual(['b']);
    await ledger.collections.change('default', collection, { readText: 'off' });
    await ledger.texts.forget(scope);
    expect(await found(['sale'])).toEqual([]);
    expect(await ledger.texts.isRead(scope)).toBe(false);
  });
});
