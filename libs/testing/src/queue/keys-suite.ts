import { describe, expect, it } from 'vitest';
import { gate, Inbox, type Letter } from './inbox.ts';
import type { OpenQueue } from './open-queue.ts';

/** Keys: of the messages with one key, one at a time waits or runs. */
export function keysSuite(open: OpenQueue): void {
  describe('keys', () => {
    const keyed = (letter: Letter) => ({ key: letter.text });

    it('ignores a message whose key waits, within one call and over several', async () => {
      const queue = await open();
      await queue.send('ingest.chunk', [{ text: 'a' }, { text: 'b' }, { text: 'a' }], keyed);
      await queue.send('ingest.chunk', [{ text: 'b' }, { text: 'c' }], keyed);
      expect(await queue.stats('ingest.chunk')).toMatchObject({ waiting: 3 });
    });

    it('ignores a message whose key runs, and takes it again once that is done', async () => {
      const queue = await open();
      const inbox = new Inbox();
      const first = gate();
      await queue.work<Letter>('ingest.chunk', { concurrency: 2 }, async (message) => {
        inbox.add(message);
        if (message.data.text === 'a' && inbox.messages.length === 1) await first.opened;
      });
      await queue.send('ingest.chunk', [{ text: 'a' }], keyed);
      await inbox.until(1);
      await queue.send('ingest.chunk', [{ text: 'a' }], keyed);
      await queue.send('ingest.chunk', [{ text: 'other' }], keyed);
      await inbox.until(2);
      expect(inbox.texts).toEqual(['a', 'other']);
      first.open();
      // The message is settled a moment after its handler returns; until then the key is taken.
      while (inbox.messages.length < 3) {
        await queue.send('ingest.chunk', [{ text: 'a' }], keyed);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(inbox.texts.slice(0, 3)).toEqual(['a', 'other', 'a']);
    });

    it('treats the same key in another queue as another key, and no key as no key', async () => {
      const queue = await open();
      await queue.send('ingest.plan', [{ text: 'a' }], keyed);
      await queue.send('ingest.chunk', [{ text: 'a' }], keyed);
      await queue.send('ingest.chunk', [{ text: 'x' }, { text: 'x' }]);
      expect(await queue.stats('ingest.plan')).toMatchObject({ waiting: 1 });
      expect(await queue.stats('ingest.chunk')).toMatchObject({ waiting: 3 });
    });
  });
}
