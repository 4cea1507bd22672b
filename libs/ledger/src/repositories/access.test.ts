import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import type { NewApiKey } from '../records/access.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';
import { itemWrite } from '../testing/records.ts';

describe('collections, keys and the audit log', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());

  it('makes a collection once and counts its items', async () => {
    await ledger.collections.ensure('default', 'shoes');
    await ledger.collections.ensure('default', 'shoes');
    await ledger.collections.ensure('default', 'bags');
    await ledger.items.put([
      itemWrite({ id: '1', collection: 'shoes' }),
      itemWrite({ id: '2', collection: 'shoes', state: 'deleting' }),
      itemWrite({ id: '1', collection: 'shoes', tenant: 'other' }),
    ]);
    expect((await ledger.collections.list('default')).map(({ name, items }) => [name, items])).toEqual([
      ['bags', 0],
      ['shoes', 1],
    ]);
    expect(await ledger.collections.get('other', 'shoes')).toMatchObject({ items: 1 });
    expect(await ledger.collections.get('third', 'shoes')).toBeUndefined();
  });

  it('keeps count of a collection through every kind of write', async () => {
    const collection = 'counted';
    const counts = async () => {
      const { items, bytes } = (await ledger.collections.get('default', collection))!;
      return { items, bytes };
    };
    const item = (id: string, imageBytes: number) =>
      itemWrite({ id, collection, imageBytes, state: 'indexed' });
    // Written first, the collection is made.
    await ledger.items.put([item('a', 10), item('b', 20), item('c', 30)]);
    expect(await counts()).toEqual({ items: 3, bytes: 60 });
    await ledger.items.put([item('a', 15), { ...item('b', 20), metadata: { n: 1 } }, item('d', 5)]);
    expect(await counts()).toEqual({ items: 4, bytes: 70 });
    await ledger.items.markDeleting([item('a', 0), item('c', 0)]);
    expect(await counts()).toEqual({ items: 2, bytes: 25 });
    await ledger.items.remove([item('a', 0)]);
    await ledger.items.put([item('c', 1)]);
    expect(await counts()).toEqual({ items: 3, bytes: 26 });
    expect(await ledger.collections.remove('default', collection)).toBe(false);
    await ledger.items.markDeleting(['b', 'c', 'd'].map((id) => item(id, 0)));
    await ledger.items.remove(['b', 'c', 'd'].map((id) => item(id, 0)));
    expect(await counts()).toEqual({ items: 0, bytes: 0 });
    expect(await ledger.collections.remove('default', collection)).toBe(true);
    expect(await ledger.collections.get('default', collection)).toBeUndefined();
  });

  it('describes a collection, each field by itself', async () => {
    await ledger.collections.ensure('default', 'described');
    await ledger.collections.change('default', 'described', { displayName: 'Shoes', facetFields: ['color'] });
    await ledger.collections.change('default', 'described', { keywordFields: ['sku', 'brand'] });
    expect(await ledger.collections.get('default', 'described')).toMatchObject({
      displayName: 'Shoes',
      facetFields: ['color'],
      keywordFields: ['sku', 'brand'],
    });
    await ledger.collections.change('default', 'described', { displayName: null });
    expect((await ledger.collections.get('default', 'described'))!.displayName).toBeNull();
    expect(await ledger.collections.change('default', 'none', {})).toBe(false);
  });

  it('finds a key by its hash until it is revoked', async () => {
    const key = await ledger.keys.create(newKey('h1', { scopes: ['search', 'ingest'] }));
    expect(await ledger.keys.findByHash('h1')).toEqual(key);
    expect(key.scopes).toEqual(['search', 'ingest']);
    expect(await ledger.keys.revoke('other', key.id)).toBe(false);
    expect(await ledger.keys.revoke('default', key.id)).toBe(true);
    expect(await ledger.keys.revoke('default', key.id)).toBe(false);
    expect(await ledger.keys.findByHash('h1')).toBeUndefined();
    expect(await ledger.keys.list('default')).toEqual([{ ...key, revokedAt: expect.any(Date) }]);
  });

  it('knows when a key was used last, to the minute', async () => {
    const key = await ledger.keys.create(newKey('used'));
    expect(key.lastUsedAt).toBeNull();
    await ledger.keys.noteUse(key.id);
    const first = (await ledger.keys.findByHash('used'))!.lastUsedAt;
    expect(first).toBeInstanceOf(Date);
    // Not again within the minute.
    await ledger.keys.noteUse(key.id);
    expect((await ledger.keys.findByHash('used'))!.lastUsedAt).toEqual(first);
  });

  it('refuses a second key with the same hash', async () => {
    const key = newKey('h2');
    await ledger.keys.create(key);
    await expect(ledger.keys.create(key)).rejects.toMatchObject({ code: '23505' });
  });

  it('finds no key that has expired', async () => {
    await ledger.keys.create(newKey('past', { expiresAt: new Date(Date.now() - 1_000) }));
    await ledger.keys.create(newKey('future', { expiresAt: new Date(Date.now() + 60_000) }));
    expect(await ledger.keys.findByHash('past')).toBeUndefined();
    expect(await ledger.keys.findByHash('future')).toBeDefined();
  });

  it('rotates a key: the new one is like the old one, which lives on as long as it was told', async () => {
    const old = await ledger.keys.create(newKey('old', { scopes: ['search'], requestsPerMinute: 7 }));
    const fresh = await ledger.keys.rotate('default', old.id, { hash: 'new', prefix: 'usk_2' }, 60);
    expect(fresh).toMatchObject({ name: 'shop', scopes: ['search'], requestsPerMinute: 7, expiresAt: null });
    expect(await ledger.keys.findByHash('new')).toEqual(fresh);
    const left = (await ledger.keys.findByHash('old'))!.expiresAt!.getTime() - Date.now();
    expect(left).toBeGreaterThan(30_000);
    expect(left).toBeLessThan(61_000);
    await ledger.keys.rotate('default', fresh.id, { hash: 'newer', prefix: 'usk_3' }, 0);
    expect(await ledger.keys.findByHash('new')).toBeUndefined();
    const theirs = { hash: 'theirs', prefix: 'usk_4' };
    await expect(ledger.keys.rotate('other', old.id, theirs, 0)).rejects.toMatchObject({
      code: 'key_not_found',
    });
    await expect(ledger.keys.rotate('default', old.id, theirs, 0)).rejects.toMatchObject({
      code: 'key_replaced',
    });
    await expect(ledger.keys.rotate('default', fresh.id, theirs, 0)).rejects.toThrow(/has expired/);
  });

  it('writes down what was done to keys with the deed, or neither', async () => {
    const key = await ledger.keys.create(newKey('noted', { tenant: 'noted' }), 'somebody');
    const next = await ledger.keys.rotate(
      'noted',
      key.id,
      { hash: 'noted 2', prefix: 'usk_5' },
      60,
      'somebody',
    );
    await ledger.keys.revoke('noted', next.id, 'somebody');
    await expect(ledger.keys.create(newKey('noted', { tenant: 'noted' }), 'somebody')).rejects.toThrow();
    const lines = await ledger.audit.list('noted', 10);
    expect(lines.map(({ action, subject }) => [action, subject])).toEqual([
      ['key.revoke', next.id],
      ['key.rotate', `${key.id} ${next.id}`],
      ['key.create', key.id],
    ]);
  });

  it('lists acts newest first, per tenant', async () => {
    await ledger.audit.record({ tenant: 'audited', actor: 'local', action: 'key.create', subject: 'k1' });
    await ledger.audit.record({ tenant: 'audited', actor: 'local', action: 'key.revoke', subject: 'k1\0' });
    expect((await ledger.audit.list('audited', 10)).map((line) => [line.action, line.subject])).toEqual([
      ['key.revoke', 'k1\ufffd'],
      ['key.create', 'k1'],
    ]);
    expect(await ledger.audit.list('default', 10)).toEqual([]);
  });
});

function newKey(hash: string, changes: Partial<NewApiKey> = {}): NewApiKey {
  return {
    tenant: 'default',
    name: 'shop',
    scopes: [],
    hash,
    prefix: 'usk_1',
    expiresAt: null,
    requestsPerMinute: null,
    ...changes,
  };
}
