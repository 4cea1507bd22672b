import { describe, expect, it } from 'vitest';
import { RETRY_DELAY_SECONDS, RETRY_LIMIT } from './harness.ts';
import { Inbox, type Letter } from './inbox.ts';
import type { OpenQueue } from './open-queue.ts';

/** Retries: again after a growing pause, a limited number of times. */
export function retrySuite(open: OpenQueue): void {
  describe('retries', () => {
    it('delivers again after a growing pause, then drops the message and frees its key', async () => {
      const failures: string[] = [];
      const queue = await open((name, outcome) => failures.push(`${name} ${outcome}`));
      const failing = new Inbox();
      const others = new Inbox();
      await queue.work<Letter>('ingest.chunk', { concurrency: 2 }, async (message) => {
        if (message.data.text === 'bad') {
          failing.add(message);
          throw new Error('This one never works.');
        }
        others.add(message);
      });
      const key = () => ({ key: 'the key' });
      await queue.send('ingest.chunk', [{ text: 'bad' }], key);
      await failing.until(2);
      await queue.send('ingest.chunk', [{ text: 'ignored: the key waits for its retry' }], key);
      await failing.until(RETRY_LIMIT + 1);

      expect(failing.messages.map((message) => message.attempt)).toEqual([1, 2, 3]);
      expect(new Set(failing.messages.map((message) => message.id)).size).toBe(1);
      const pauses = failing.times.slice(1).map((time, index) => time - failing.times[index]!);
      // Back-off may be drawn by chance from the upper half of the nominal pause.
      expect(pauses[0]).toBeGreaterThan(RETRY_DELAY_SECONDS * 500);
      expect(pauses[1]).toBeGreaterThan(RETRY_DELAY_SECONDS * 1000);
      expect(pauses[1]).toBeLessThan(RETRY_DELAY_SECONDS * 30_000);

      // Dropped: nothing is left of it, and its key can be sent again.
      while (others.messages.length === 0) {
        await queue.send('ingest.chunk', [{ text: 'good' }], key);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(others.texts[0]).toBe('good');
      expect(failing.messages).toHaveLength(RETRY_LIMIT + 1);
      const [retried, dropped] = ['ingest.chunk retried', 'ingest.chunk dropped'];
      expect(failures).toEqual([retried, retried, dropped]);
    });

    it('goes on with others while one waits for its retry', async () => {
      const queue = await open();
      const inbox = new Inbox();
      await queue.work<Letter>('ingest.chunk', { concurrency: 1 }, async (message) => {
        inbox.add(message);
        if (message.data.text === 'bad' && message.attempt === 1) throw new Error('Not yet.');
      });
      await queue.send('ingest.chunk', [{ text: 'bad' }, { text: 'good' }]);
      await inbox.until(3);
      expect(inbox.texts).toEqual(['bad', 'good', 'bad']);
    });
  });
}
