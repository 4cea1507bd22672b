import { describe, expect, it } from 'vitest';
import { gate, Inbox, type Letter } from './inbox.ts';
import type { OpenQueue } from './open-queue.ts';

/** Depth: what waits and what runs, and dropping what waits. */
export function depthSuite(open: OpenQueue): void {
  describe('depth', () => {
    it('counts what waits and what runs, and tells the age of the oldest', async () => {
      const queue = await open();
      expect(await queue.stats('ingest.chunk')).toEqual({ waiting: 0, active: 0, oldestSeconds: 0 });
      const sent = performance.now();
      await queue.send('ingest.chunk', [{ text: 'a' }, { text: 'b' }, { text: 'c' }]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const waiting = await queue.stats('ingest.chunk');
      const elapsed = (performance.now() - sent) / 1000;
      expect(waiting).toMatchObject({ waiting: 3, active: 0 });
      expect(waiting.oldestSeconds).toBeGreaterThan(0.25);
      expect(waiting.oldestSeconds).toBeLessThan(elapsed + 0.1);

      const inbox = new Inbox();
      const door = gate();
      await queue.work<Letter>('ingest.chunk', { concurrency: 2 }, async (message) => {
        inbox.add(message);
        await door.opened;
      });
      await inbox.until(2);
      expect(await queue.stats('ingest.chunk')).toMatchObject({ waiting: 1, active: 2 });
      door.open();
      await inbox.until(3);
      await queue.stop(10);
      const next = await open();
      expect(await next.stats('ingest.chunk')).toEqual({ waiting: 0, active: 0, oldestSeconds: 0 });
    });

    it('drops what waits, delayed messages too, and leaves what runs', async () => {
      const queue = await open();
      const inbox = new Inbox();
      const door = gate();
      await queue.work<Letter>('ingest.chunk', { concurrency: 1 }, async (message) => {
        inbox.add(message);
        await door.opened;
      });
      await queue.send('ingest.chunk', [{ text: 'running' }]);
      await inbox.until(1);
      await queue.send('ingest.chunk', [{ text: 'dropped' }], () => ({ key: 'k' }));
      await queue.send('ingest.chunk', [{ text: 'dropped later' }], () => ({ delaySeconds: 2 }));
      await queue.send('ingest.plan', [{ text: 'elsewhere' }]);
      await queue.clear('ingest.chunk');
      expect(await queue.stats('ingest.chunk')).toMatchObject({ waiting: 0, active: 1 });
      expect(await queue.stats('ingest.plan')).toMatchObject({ waiting: 1 });
      await queue.send('ingest.chunk', [{ text: 'sent after' }], () => ({ key: 'k' }));
      door.open();
      await inbox.until(2);
      expect(inbox.texts).toEqual(['running', 'sent after']);
    });
  });
}
