import type { Ledger } from '@unseen/ledger';
import { itemWrite, openTestLedger } from '@unseen/ledger/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Health } from './health.ts';
import { Outages } from './outages.ts';
import { strandedItems, watchStrandedItems } from './stranded-items.ts';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openTestLedger();
});
afterAll(() => ledger?.close());

test('items of another model pack are named with the way out, each pack by itself', () => {
  const lines = strandedItems('lite@1.1.0', [
    { pack: 'clip@1.0.0', items: 1 },
    { pack: 'lite@1.0.0', items: 1161 },
  ]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('1 item was embedded with clip@1.0.0 and cannot be found with lite@1.1.0');
  expect(lines[1]).toContain('1161 items were embedded with lite@1.0.0');
  expect(lines[1]).toContain('npx unseen model switch lite@1.1.0');
  expect(strandedItems('lite@1.1.0', [])).toEqual([]);
});

test('a note and a line of the log say it for as long as it is so, and the process stays ready', async () => {
  const items = ['a', 'b'].map((id) => itemWrite({ id, pack: 'former@1.0.0', state: 'indexed' }));
  await ledger.items.put(items);
  const health = new Health();
  health.register('ledger', async () => 'pglite');
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void log.push(line) });
  const stop = watchStrandedItems({
    ledger,
    health,
    logger,
    outages: new Outages(logger, health),
    pack: 'latter@2.0.0',
    lookMs: 10,
  });
  const note = '2 items were embedded with former@1.0.0 and cannot be found with latter@2.0.0';
  await expect.poll(() => health.notes()).toEqual({ strandedItems: expect.stringContaining(note) });
  expect(await health.check()).toEqual([{ name: 'ledger', status: 'up', detail: 'pglite', isServer: false }]);

  await ledger.modelSwitches.markEmbedded(items.slice(1), 'former@1.0.0', 'latter@2.0.0');
  const fewer = '1 item was embedded with former@1.0.0 and cannot be found with latter@2.0.0';
  await expect.poll(() => health.notes()).toEqual({ strandedItems: expect.stringContaining(fewer) });
  await ledger.modelSwitches.markEmbedded(items, 'former@1.0.0', 'latter@2.0.0');
  await expect.poll(() => health.notes()).toEqual({});
  await stop();
  const said = log.map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(said).toEqual([expect.stringContaining(note), 'all items can be found with latter@2.0.0 again']);
});
