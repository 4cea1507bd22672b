import { expect, it } from 'vitest';
import { openTestLedger } from './testing/open-test-ledger.ts';
import { itemWrite } from './testing/records.ts';

it('counts the bytes of its database, with what was written', async () => {
  const ledger = await openTestLedger();
  try {
    const before = await ledger.bytes();
    expect(before).toBeGreaterThan(0);
    const words = Array.from({ length: 400 }, (_, index) => `word${index}`);
    const items = Array.from({ length: 1_000 }, (_, index) =>
      itemWrite({ id: `item-${index}`, metadata: { words, index } }),
    );
    await ledger.items.put(items);
    expect(await ledger.bytes()).toBeGreaterThan(before + 100_000);
  } finally {
    await ledger.close();
  }
});
