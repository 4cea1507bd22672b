import { type BlobStore, isAppError } from '@unseen/domain';
import { createHash, randomBytes } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** How the suite reaches an adapter. */
export interface BlobStoreSubject {
  /** Opens the same store again each time. */
  readonly open: () => Promise<BlobStore>;
  /** Number of half-written files that have been left behind. */
  readonly leftovers: () => Promise<number>;
  readonly dispose: () => Promise<void>;
}

/** What every adapter of the {@link BlobStore} port must do. */
export function describeBlobStore(name: string, prepare: () => Promise<BlobStoreSubject>): void {
  describe(`BlobStore: ${name}`, () => {
    let subject: BlobStoreSubject;
    let store: BlobStore;
    const keyOf = (bytes: Uint8Array, kind = 'originals') =>
      `${kind}/${createHash('sha256').update(bytes).digest('hex')}`;

    beforeAll(async () => {
      subject = await prepare();
      store = await subject.open();
    });
    afterAll(async () => {
      await store.close();
      await subject.dispose();
    });

    it.each([0, 1, 255, 100_000])('gives back %i bytes as they were put, with their type', async (length) => {
      const bytes = randomBytes(length);
      await store.put(keyOf(bytes), bytes, 'image/png');
      const blob = await store.get(keyOf(bytes));
      expect(Buffer.compare(blob.bytes, bytes)).toBe(0);
      expect(blob.type).toBe('image/png');
      const { size, type, stream } = await store.open(keyOf(bytes));
      expect({ size, type }).toEqual({ size: length, type: 'image/png' });
      expect(Buffer.compare(await buffer(stream), bytes)).toBe(0);
    });

    it('hands over a large file piece by piece, and stops when nobody wants the rest', async () => {
      const bytes = randomBytes(8_000_000);
      await store.put(keyOf(bytes), bytes, 'image/png');
      const { stream } = await store.open(keyOf(bytes));
      let largest = 0;
      for await (const piece of stream as AsyncIterable<Uint8Array>)
        largest = Math.max(largest, piece.length);
      expect(largest).toBeLessThan(1_000_000);
      for (let n = 0; n < 100; n += 1) {
        const given = await store.open(keyOf(bytes));
        given.stream.destroy();
        await finished(given.stream).catch(() => undefined);
      }
      expect((await store.get(keyOf(bytes))).bytes).toHaveLength(8_000_000);
      await store.delete(keyOf(bytes));
    });

    it('says what is there and what is not', async () => {
      const bytes = randomBytes(10);
      expect(await store.has(keyOf(bytes))).toBe(false);
      await store.put(keyOf(bytes), bytes, 'image/jpeg');
      expect(await store.has(keyOf(bytes))).toBe(true);
      expect(await store.has(keyOf(bytes, 'thumbnails'))).toBe(false);
    });

    it('answers blob_not_found for a key that is not there', async () => {
      const missing = (error: unknown) => isAppError(error, 'blob_not_found');
      await expect(store.get(keyOf(randomBytes(8)))).rejects.toSatisfy(missing);
      await expect(store.open(keyOf(randomBytes(8)))).rejects.toSatisfy(missing);
    });

    it.each(['../../etc/passwd', 'originals/../../x', '', 'originals/ABC', '/etc/passwd', 'other/00'])(
      'refuses %j as a key',
      async (key) => {
        await expect(store.get(key)).rejects.toSatisfy((error) => isAppError(error, 'blob_not_found'));
        await expect(store.put(key, randomBytes(3), 'image/png')).rejects.toSatisfy((error) =>
          isAppError(error),
        );
      },
    );

    it('removes, and removing again is no error', async () => {
      const bytes = randomBytes(10);
      await store.put(keyOf(bytes), bytes, 'image/jpeg');
      await store.delete(keyOf(bytes));
      await store.delete(keyOf(bytes));
      expect(await store.has(keyOf(bytes))).toBe(false);
    });

    it('takes the same content from fifty writers at once', async () => {
      const bytes = randomBytes(50_000);
      await Promise.all(Array.from({ length: 50 }, () => store.put(keyOf(bytes), bytes, 'image/webp')));
      expect((await store.get(keyOf(bytes))).bytes).toHaveLength(50_000);
      expect(await subject.leftovers()).toBe(0);
    });

    it('counts the bytes it holds', async () => {
      const bytes = randomBytes(100_000);
      const before = await store.bytes();
      await store.put(keyOf(bytes), bytes, 'image/png');
      const grown = (await store.bytes()) - before;
      expect(grown).toBeGreaterThanOrEqual(100_000);
      expect(grown).toBeLessThan(110_000);
      await store.delete(keyOf(bytes));
      expect(await store.bytes()).toBe(before);
    });

    it('lists what is stored of a kind, in order', async () => {
      const some = Array.from({ length: 30 }, () => randomBytes(20));
      await Promise.all(some.map((bytes) => store.put(keyOf(bytes), bytes, 'image/png')));
      await store.put(keyOf(some[0]!, 'thumbnails'), some[0]!, 'image/webp');
      const hashes = some.map((bytes) => keyOf(bytes).slice('originals/'.length)).sort();
      const originals = await Array.fromAsync(store.list('originals'));
      expect(originals).toEqual([...originals].sort());
      expect(originals.filter((hash) => hashes.includes(hash))).toEqual(hashes);
      const thumbnails = await Array.fromAsync(store.list('thumbnails'));
      expect(thumbnails.filter((hash) => hashes.includes(hash))).toEqual([
        keyOf(some[0]!).slice('originals/'.length),
      ]);
    });

    it('keeps everything across a restart', async () => {
      const bytes = randomBytes(1_000);
      await store.put(keyOf(bytes), bytes, 'image/gif');
      await store.close();
      store = await subject.open();
      expect((await store.get(keyOf(bytes))).type).toBe('image/gif');
      await store.ping();
    });
  });
}
