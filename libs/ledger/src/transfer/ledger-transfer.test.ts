import { expect, it } from 'vitest';
import { itemWrite, openEmbeddedLedger } from '../testing/index.ts';
import type { TableRows } from './ledger-transfer.ts';

it('takes in rows of an earlier release, whose tables had a column more', async () => {
  const [old, fresh] = [await openEmbeddedLedger(), await openEmbeddedLedger()];
  try {
    await old.items.put(['1', '2'].map((id) => itemWrite({ id, tenant: 't', collection: 'c' })));
    await old.tags.set(
      't',
      'c',
      ['1', '2'],
      [
        { itemId: '1', classId: 'a' },
        { itemId: '2', classId: 'b' },
      ],
    );
    const tables: TableRows[] = [];
    await old.transfer.readAll(async ({ table, columns, rows }) => {
      const earlier = table === 'class_tags';
      tables.push({
        table,
        columns: earlier ? [...columns.slice(0, 2), 'probability', ...columns.slice(2)] : columns,
        rows: earlier ? rows.map((row) => [...row.slice(0, 2), '0.5', ...row.slice(2)]) : rows,
      });
    });
    await fresh.transfer.writeAll(
      (async function* () {
        yield* tables;
      })(),
    );
    expect(await fresh.tags.itemsOf('t', 'c', ['b'], '', 9)).toEqual(['2']);
    expect([...(await fresh.tags.counts('t'))].sort()).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  } finally {
    await Promise.all([old.close(), fresh.close()]);
  }
});
