import { pointId } from '@unseen/domain';
import { expect, it } from 'vitest';
import { serverId, spaceAddress } from './space-address.ts';

const key = { tenant: 'default', collection: 'shoes', pack: 'lite@1.0.0' };

it('spaces of a pack share collections a person can read, and nothing else', () => {
  const address = spaceAddress('unseen', key);
  expect(address.points).toMatch(/^unseen\.lite-1-0-0\.[0-9a-f]{12}\.points$/);
  expect(address.records).toMatch(/^unseen\.lite-1-0-0\.[0-9a-f]{12}\.records$/);
  const others = [
    { ...key, tenant: 'Default' },
    { tenant: 'default","shoes', collection: '', pack: key.pack },
    { ...key, collection: '\u0000/' },
  ].map((other) => spaceAddress('unseen', other));
  for (const other of others) expect(other.points).toBe(address.points);
  const all = [address, ...others];
  expect(new Set(all.map((each) => each.space)).size).toBe(4);
  expect(new Set(all.map((each) => each.marker)).size).toBe(4);
  expect(spaceAddress('unseen', { ...key, pack: 'lite@1-0-0' }).points).not.toBe(address.points);
});

it('ids on the server keep the order of the ids, differ by space, and exist for ids only', () => {
  const address = spaceAddress('unseen', key);
  const ids = Array.from({ length: 50 }, (_, i) => pointId(key, `item${i}`)).sort();
  const found = ids.map((id) => serverId(address, id)!);
  expect(found).toEqual([...found].sort());
  expect(new Set(found).size).toBe(50);
  expect(serverId(spaceAddress('unseen', { ...key, tenant: 'other' }), ids[0]!)).not.toBe(found[0]);
  for (const text of ['', "' OR 1=1 --", ids[0]!.toUpperCase(), `${ids[0]} `]) {
    expect(serverId(address, text)).toBeUndefined();
  }
});
