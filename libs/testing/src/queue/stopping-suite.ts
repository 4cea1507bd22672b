import { describe, expect, it } from 'vitest';
import { gate, Inbox, type Letter } from './inbox.ts';
import type { OpenQueue } from './open-queue.ts';

/** Stopping: handlers are told, waited for, and what they do not finish is delivered again. */
export function stoppingSuite(open: OpenQueue): void {
  describe('stopping', () => {
    it('waits for the handler that runs, and takes nothing more', async () => {
      const queue = await open();
      const inbox = new Inbox();
      const door = gate();
      let finished = false;
      await queue.work<Letter>('ingest.chunk', { concurrency: 1 }, async (message) => {
        inbox.add(message);
        await door.opened;
        finished = true;
      });
      await queue.send('ingest.chunk', [{ text: 'running' }, { text: 'waiting' }]);
      await inbox.until(1);
      expect(inbox.messages[0]?.signal.aborted).toBe(false);
      let stopped = false;
      const stopping = queue.stop(30).then(() => (stopped = true));
      expect(inbox.messages[0]?.signal.aborted).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(stopped).toBe(false);
      door.open();
      await stopping;
      expect(finished).toBe(true);
      expect(inbox.texts).toEqual(['running']);

      const next = await open();
      const later = new Inbox();
      await next.work('ingest.chunk', { concurrency: 1 }, later.handler);
      await later.until(1);
      expect(later.texts).toEqual(['waiting']);
    });

    it('delivers again, promptly and with its key, what a handler gave up because of the signal', async () => {
      const queue = await open();
      const inbox = new Inbox();
      await queue.work<Letter>('ingest.chunk', { concurrency: 1 }, async (message) => {
        inbox.add(message);
        await new Promise((_, reject) =>
          message.signal.addEventListener('abort', () => reject(new Error('Stopping.'))),
        );
      });
      await queue.send('ingest.chunk', [{ text: 'given up' }], () => ({ key: 'k' }));
      await inbox.until(1);
      await queue.stop(30);
      const next = await open();
      await next.send('ingest.chunk', [{ text: 'ignored: the key waits' }], () => ({ key: 'k' }));
      await expectDelivered(next, ['given up']);
    });

    it('gives up waiting after the grace, and delivers again what was not finished', async () => {
      const queue = await open();
      const inbox = new Inbox();
      const door = gate();
      await queue.work<Letter>('ingest.chunk', { concurrency: 2 }, async (message) => {
        inbox.add(message);
        await door.opened;
      });
      await queue.send('ingest.chunk', [{ text: 'stuck' }]);
      await inbox.until(1);
      await queue.stop(0.05);
      const next = await open();
      // The old handler coming to its end now must not settle the message under the new one.
      door.open();
      await expectDelivered(next, ['stuck']);
    });

    it('refuses everything after it has stopped, and may be stopped again', async () => {
      const queue = await open();
      await queue.ping();
      await queue.stop(1);
      await queue.stop(1);
      const unavailable = { code: 'queue_unavailable' };
      await expect(queue.send('ingest.plan', [{ text: 'a' }])).rejects.toMatchObject(unavailable);
      await expect(queue.ping()).rejects.toMatchObject(unavailable);
      await expect(
        queue.work('ingest.plan', { concurrency: 1 }, async () => undefined),
      ).rejects.toMatchObject(unavailable);
    });
  });

  /** What a queue delivers up to a mark sent behind everything else. */
  async function expectDelivered(queue: Awaited<ReturnType<OpenQueue>>, texts: string[]): Promise<void> {
    const inbox = new Inbox();
    const started = performance.now();
    await queue.work('ingest.chunk', { concurrency: 1 }, inbox.handler);
    await queue.send<Letter>('ingest.chunk', [{ text: 'mark' }], () => ({ priority: -100 }));
    await inbox.until(texts.length + 1);
    expect(inbox.texts).toEqual([...texts, 'mark']);
    expect(performance.now() - started).toBeLessThan(30_000);
  }
}
