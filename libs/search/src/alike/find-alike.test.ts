import { afterAll, beforeAll, expect, test } from 'vitest';
import { ColorCollection, mixtures } from '../testing/color-collection.ts';
import { type AlikeGroup, findAlike, MOST_EXAMINED } from './find-alike.ts';

const SINGLE = mixtures(40);
let collection: ColorCollection;
beforeAll(async () => {
  collection = await ColorCollection.open();
  await collection.add(...SINGLE, { id: 'only words', captions: ['red'] });
});
afterAll(() => collection.close());

/** All groups, part by part. */
async function walk(groups: number): Promise<{ found: AlikeGroup[]; examined: number; parts: number }> {
  const found: AlikeGroup[] = [];
  let examined = 0;
  let after: string | undefined;
  for (let parts = 1; ; parts++) {
    const part = await findAlike(collection.store, collection.space, { after, groups, likeness: 0.985 });
    found.push(...part.groups);
    examined += part.examined;
    if (part.after === undefined) return { found, examined, parts };
    after = part.after;
  }
}
const sets = (groups: readonly AlikeGroup[]) => groups.map(({ ids }) => [...ids].sort()).sort();

test('pictures that were saved again are told once, with all of their copies, and nothing else is', async () => {
  const before = sets((await walk(20)).found);
  const copies = SINGLE.slice(0, 3).map((item) => ({ ...item, id: `${item.id} again` }));
  await collection.add(...copies, { ...SINGLE[0]!, id: 'once more' });
  const { found, examined } = await walk(20);
  const of = (id: string) => found.find(({ ids }) => ids.includes(id))?.ids;
  expect(of('mixture-0')).toEqual(expect.arrayContaining(['mixture-0', 'mixture-0 again', 'once more']));
  for (const { id } of SINGLE.slice(1, 3)) expect(of(id)).toContain(`${id} again`);
  const added = new Set(['once more', ...copies.map(({ id }) => id)]);
  // What was alike before is alike still; without the copies nothing is new.
  expect(
    sets(found.map(({ ids, likeness }) => ({ ids: ids.filter((id) => !added.has(id)), likeness }))).filter(
      (ids) => ids.length > 1,
    ),
  ).toEqual(before);
  for (const { likeness } of found) {
    expect(likeness).toBeGreaterThanOrEqual(0.985);
    expect(likeness).toBeLessThanOrEqual(1);
  }
  expect(new Set(found.flatMap(({ ids }) => ids)).size).toBe(found.flatMap(({ ids }) => ids).length);
  expect(examined).toBe(45);
});

test('with less likeness asked for, more is told', async () => {
  const walkAll = (likeness: number) =>
    findAlike(collection.store, collection.space, { groups: 10_000, likeness });
  const told = async (likeness: number) => (await walkAll(likeness)).groups.flatMap(({ ids }) => ids).length;
  expect(await told(0.5)).toBeGreaterThan(await told(0.985));
  for (const group of (await walkAll(0.5)).groups) expect(group.likeness).toBeGreaterThanOrEqual(0.5);
});

test('a walk in parts finds what one in a single part finds, and each part has an end', async () => {
  await collection.add(
    ...Array.from({ length: 700 }, (_, at) => ({
      ...SINGLE[at % 20]!,
      id: `copy ${at}`,
    })),
  );
  const first = await findAlike(collection.store, collection.space, { groups: 10_000, likeness: 0.985 });
  expect(first.examined).toBe(MOST_EXAMINED);
  expect(first.after).toBeDefined();
  const whole = await walk(10_000);
  const parts = await walk(1);
  expect(sets(parts.found)).toEqual(sets(whole.found));
  expect(parts.parts).toBeGreaterThan(whole.parts);
  expect(whole.examined).toBe(745);
  // However many copies there are, a group has an end, too.
  for (const { ids } of whole.found) expect(ids.length).toBeLessThanOrEqual(24);
});

test('a space that is not there has none', async () => {
  const space = { ...collection.space, collection: 'nothing' };
  expect(await findAlike(collection.store, space, { groups: 20, likeness: 0.985 })).toEqual({
    groups: [],
    examined: 0,
  });
});
