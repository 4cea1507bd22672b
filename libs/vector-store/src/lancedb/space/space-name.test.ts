import { expect, it } from 'vitest';
import { spaceName } from './space-name.ts';

it('spaceName can be read by a person and used by a file system, and differs for every key', () => {
  const name = spaceName({ tenant: 'default', collection: 'shoes', pack: 'lite@1.0.0' });
  expect(name).toMatch(/^default\.shoes\.lite-1-0-0\.[0-9a-f]{16}$/);
  const names = [
    { tenant: 'a', collection: 'b', pack: 'c' },
    { tenant: 'A', collection: 'b', pack: 'c' },
    { tenant: 'a.b', collection: '', pack: 'c' },
    { tenant: '../..', collection: '\u0000/', pack: 'é'.repeat(500) },
  ].map(spaceName);
  expect(new Set(names).size).toBe(4);
  for (const each of names) expect(each).toMatch(/^[a-z0-9.-]{19,120}$/);
});
