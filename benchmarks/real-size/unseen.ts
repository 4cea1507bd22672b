// The pack made of the same export, in the encoder that a platform has: bulk pictures side by side, texts of people one by one.
import { loadPack, openEncoder } from '@unseen/encoder';
import { serve, TEXT } from './task.ts';

await serve(async ({ pack, size, threads, batch }) => {
  const encoder = await openEncoder({
    pack: await loadPack(pack),
    threads: 1,
    workers: threads,
    maxBatch: batch,
  });
  const rgb = Uint8Array.from({ length: 3 * size ** 2 }, (_, at) => (at * 37) % 256);
  process.once('disconnect', () => void encoder.close());
  return {
    async images(count) {
      let next = 0;
      const one = async () => {
        while (next++ < count) await encoder.encodeImage(Uint8Array.from(rgb), 'bulk');
      };
      await Promise.all(Array.from({ length: Math.min(count, encoder.bulkDepth) }, one));
    },
    async texts(count) {
      for (let at = 0; at < count; at++) await encoder.encodeText(TEXT, 'interactive');
    },
  };
});
