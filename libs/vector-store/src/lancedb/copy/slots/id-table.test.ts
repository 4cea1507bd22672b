import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { IdTable } from './id-table.ts';

it('knows as a map does which ids are where, through additions and removals', () => {
  const table = new IdTable();
  const known = new Map<string, number>();
  const free: number[] = [];
  const ids: string[] = Array.from({ length: 600 }, () => randomUUID());
  // Some that begin alike, so that they meet in the table.
  for (let i = 0; i < 100; i++) ids.push(`00000001${randomUUID().slice(8)}`);
  for (let step = 0; step < 5_000; step++) {
    const id = ids[Math.floor(Math.random() * ids.length)]!;
    if (known.has(id)) {
      expect(table.delete(id)).toBe(known.get(id));
      free.push(known.get(id)!);
      known.delete(id);
    } else {
      const slot = free.pop() ?? known.size;
      table.set(id, slot);
      known.set(id, slot);
    }
  }
  expect(table.count).toBe(known.size);
  for (const id of ids) {
    expect(table.find(id)).toBe(known.get(id));
    expect(table.findText(Buffer.from(`..${id}`), 2)).toBe(known.get(id));
  }
  for (const [id, slot] of known) expect(table.id(slot)).toBe(id);
});

it('holds UUIDs only', () => {
  const table = new IdTable();
  expect(table.find('a')).toBeUndefined();
  expect(table.delete('a')).toBeUndefined();
  expect(() => table.set('a', 0)).toThrow('no UUID');
});
