import type { CatalogueRelease } from '@unseen/ledger';
import { expect, it } from 'vitest';
import { seenVersion, type VersionWish } from './seen-version.ts';

const latest: CatalogueRelease = { version: 5, published: 3, serves: 'latest' };
const published: CatalogueRelease = { ...latest, serves: 'published' };
const none: CatalogueRelease = { ...latest, published: undefined };

it.each<[CatalogueRelease, VersionWish, number | undefined | 'forbidden']>([
  [latest, { seesDrafts: false }, undefined],
  [latest, { seesDrafts: false, asOf: 4 }, 4],
  [latest, { seesDrafts: false, asOf: 'published' }, 3],
  [none, { seesDrafts: false, asOf: 'published' }, undefined],
  [published, { seesDrafts: true }, undefined],
  [published, { seesDrafts: true, asOf: 4 }, 4],
  [published, { seesDrafts: false }, 3],
  [published, { seesDrafts: false, asOf: 'published' }, 3],
  [published, { seesDrafts: false, asOf: 3 }, 3],
  [published, { seesDrafts: false, asOf: 4 }, 'forbidden'],
  [published, { seesDrafts: false, asOf: 0 }, 'forbidden'],
])('%o shows %o version %s', (release, wish, expected) => {
  const seen = () => seenVersion(release, wish);
  if (expected === 'forbidden') expect(seen).toThrow(expect.objectContaining({ code: 'forbidden' }));
  else expect(seen()).toBe(expected);
});
