import { describe, expect, it } from 'vitest';
import { HalvingRunner, isOutOfMemory } from './halving.ts';

/** A device that holds a given number of items at once. */
function device(capacity: number) {
  const sizes: number[] = [];
  const run = async (batch: readonly number[]): Promise<number[]> => {
    sizes.push(batch.length);
    if (batch.length > capacity) {
      throw new Error(
        'BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer of size 8388608',
      );
    }
    return batch.map((item) => item * 10);
  };
  return { sizes, run };
}

describe('HalvingRunner', () => {
  it('halves a batch the device cannot hold, keeps the order, and stays that small', async () => {
    const { sizes, run } = device(5);
    const runner = new HalvingRunner(16);
    const items = Array.from({ length: 16 }, (_, i) => i);
    expect(await runner.run(items, run)).toEqual(items.map((item) => item * 10));
    expect(sizes).toEqual([16, 8, 4, 4, 4, 4]);
    expect(runner.limit).toBe(4);
  });

  it('passes on other failures at once, and memory that is too small for one item', async () => {
    const runner = new HalvingRunner(4);
    await expect(runner.run([1, 2], () => Promise.reject(new Error('bad input')))).rejects.toThrow(
      'bad input',
    );
    expect(runner.limit).toBe(4);
    await expect(runner.run([1, 2], device(0).run)).rejects.toThrow(/allocate/);
  });

  it.each([
    'CUDA failure 2: out of memory ; GPU=0',
    'CUBLAS_STATUS_ALLOC_FAILED',
    'VK_ERROR_OUT_OF_DEVICE_MEMORY',
  ])('knows "%s"', (message) => expect(isOutOfMemory(new Error(message))).toBe(true));
});
