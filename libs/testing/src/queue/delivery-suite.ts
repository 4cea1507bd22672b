import { describe, expect, it } from 'vitest';
import { gate, Inbox, type Letter } from './inbox.ts';
import type { OpenQueue } from './open-queue.ts';

/** Delivery: every message once when all goes well, at most so many at a time, soon. */
export function deliverySuite(open: OpenQueue): void {
  describe('delivery', () => {
    it('hands over the data as it was sent, as a first attempt', async () => {
      const queue = await open();
      const inbox = new Inbox();
      const data = { text: 'grün "quoted" \\ 🐕', nested: { list: [1, null, true], number: 1.5 } };
      await queue.work('ingest.plan', { concurrency: 1 }, inbox.handler);
      await queue.send('ingest.plan', [data]);
      await inbox.until(1);
      expect(inbox.messages[0]).toMatchObject({ data, attempt: 1 });
      expect(inbox.messages[0]?.id).not.toBe('');
      expect(inbox.messages[0]?.signal.aborted).toBe(false);
    });

    it('delivers each of many messages once, whether sent before or after the worker came', async () => {
      const queue = await open();
      const inbox = new Inbox();
      const letters = Array.from({ length: 1500 }, (_, index) => ({ text: String(index) }));
      await queue.send('ingest.chunk', letters.slice(0, 1200));
      await queue.work('ingest.chunk', { concurrency: 50 }, inbox.handler);
      await queue.send('ingest.chunk', letters.slice(1200));
      await inbox.until(1500);
      await queue.stop(10);
      expect(new Set(inbox.texts).size).toBe(1500);
      expect(inbox.messages).toHaveLength(1500);
    });

    it('takes nothing of an empty list', async () => {
      const queue = await open();
      await queue.send('ingest.plan', []);
      expect(await queue.stats('ingest.plan')).toMatchObject({ waiting: 0 });
    });

    it('keeps the queues apart', async () => {
      const queue = await open();
      const plans = new Inbox();
      const chunks = new Inbox();
      await queue.work('ingest.plan', { concurrency: 1 }, plans.handler);
      await queue.work('ingest.chunk', { concurrency: 1 }, chunks.handler);
      await queue.send('ingest.plan', [{ text: 'plan' }]);
      await queue.send('ingest.chunk', [{ text: 'chunk' }]);
      await Promise.all([plans.until(1), chunks.until(1)]);
      expect([plans.texts, chunks.texts]).toEqual([['plan'], ['chunk']]);
    });

    it('handles as many at once as asked, and never more', async () => {
      const queue = await open();
      const inbox = new Inbox();
      const full = gate();
      let running = 0;
      let most = 0;
      await queue.work<Letter>('ingest.chunk', { concurrency: 3 }, async (message) => {
        running += 1;
        most = Math.max(most, running);
        if (running === 3) full.open();
        await full.opened;
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        inbox.add(message);
      });
      await queue.send(
        'ingest.chunk',
        Array.from({ length: 20 }, (_, index) => ({ text: String(index) })),
      );
      await inbox.until(20);
      expect(most).toBe(3);
    });

    it('picks up at once what the same process sends', async () => {
      const queue = await open();
      const inbox = new Inbox();
      await queue.work('ingest.plan', { concurrency: 1 }, inbox.handler);
      const waits: number[] = [];
      for (let round = 1; round <= 7; round++) {
        const sent = performance.now();
        await queue.send('ingest.plan', [{ text: String(round) }]);
        await inbox.until(round);
        waits.push(inbox.times.at(-1)! - sent);
      }
      // The median, since one slow round on a busy machine says nothing.
      expect(waits.sort((a, b) => a - b)[3]).toBeLessThan(250);
    });
  });
}
