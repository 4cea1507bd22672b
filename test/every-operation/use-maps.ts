import type { Unseen } from '@unseen/client';
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';

/** Makes the map of a collection that holds just these items, and reads where they lie. */
export async function useMaps(unseen: Unseen, collection: string, items: readonly string[]): Promise<void> {
  for await (const _ of unseen.watchJob((await unseen.maps.make(collection)).jobId));
  const { ids, x, y } = await unseen.maps.get(collection);
  expect(ids.toSorted()).toEqual(items.toSorted());
  expect([x.length, y.length]).toEqual([items.length, items.length]);
  expect((await unseen.maps.places(collection)).ids).toEqual([]);
}

/** The same by command: makes the map of a collection, and writes where its items lie into tables. */
export async function mapByCommand(
  unseen: (...args: string[]) => Promise<unknown>,
  collection: string,
  inside: (file: string) => string,
): Promise<void> {
  await unseen('collection', 'map', collection);
  await unseen('collection', 'map', collection, '-o', inside('map.csv'));
  expect((await readFile(inside('map.csv'), 'utf8')).split('\n')[0]).toBe('id,x,y');
  await unseen('collection', 'map', collection, '-o', inside('places.csv'), '--places');
}
