import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
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
    expect(await ledger.collections.get('other', 'shoes')).toBeUndefined();
  });

  it('finds a key by its hash until it is revoked', async () => {
    const key = await ledger.keys.create({
      tenant: 'default',
      name: 'shop',
      scopes: ['search', 'ingest'],
      hash: 'h1',
    });
    expect(await ledger.keys.findByHash('h1')).toEqual(key);
    expect(key.scopes).toEqual(['search', 'ingest']);
    expect(await ledger.keys.revoke('other', key.id)).toBe(false);
    expect(await ledger.keys.revoke('default', key.id)).toBe(true);
    expect(await ledger.keys.revoke('default', key.id)).toBe(false);
    expect(await ledger.keys.findByHash('h1')).toBeUndefined();
    expect(await ledger.keys.list('default')).toEqual([{ ...key, revokedAt: expect.any(Date) }]);
  });

  it('refuses a second key with the same hash', async () => {
    const key = { tenant: 'default', name: 'a', scopes: [], hash: 'h2' };
    await ledger.keys.create(key);
    await expect(ledger.keys.create(key)).rejects.toMatchObject({ code: '23505' });
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
