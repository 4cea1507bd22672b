import { describe, expect, it } from 'vitest';
import { Inbox, type Letter } from './inbox.ts';
import type { OpenQueue } from './open-queue.ts';

/** Order: by priority, then by age; delayed messages not before their time. */
export function orderSuite(open: OpenQueue): void {
  describe('order', () => {
    it('hands out higher priorities first, and equals in the order sent', async () => {
      const queue = await open();
      const inbox = new Inbox();
      const priorities: Record<string, number> = { low: -5, high: 10, higher: 20 };
      for (const text of ['low', 'first', 'high', 'second', 'higher']) {
        await queue.send('ingest.chunk', [{ text }], (letter) => ({ priority: priorities[letter.text] }));
      }
      await queue.work('ingest.chunk', { concurrency: 1 }, inbox.handler);
      await inbox.until(5);
      expect(inbox.texts).toEqual(['higher', 'high', 'first', 'second', 'low']);
    });

    it('holds a delayed message back until its time, and lets others pass', async () => {
      const queue = await open();
      const inbox = new Inbox();
      await queue.work('ingest.chunk', { concurrency: 1 }, inbox.handler);
      const sent = performance.now();
      await queue.send<Letter>('ingest.chunk', [{ text: 'late' }], () => ({ delaySeconds: 2 }));
      await queue.send('ingest.chunk', [{ text: 'prompt' }]);
      await inbox.until(2);
      expect(inbox.texts).toEqual(['prompt', 'late']);
      const waited = inbox.times[1]! - sent;
      expect(waited).toBeGreaterThan(1_950);
      expect(waited).toBeLessThan(30_000);
    });
  });
}
