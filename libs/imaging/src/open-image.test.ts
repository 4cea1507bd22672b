import { expect, it } from 'vitest';
import { decoding } from './open-image.ts';

const LIMITS = { maxPixels: 1_000_000, timeoutSeconds: 0.05 };
const never = () => new Promise<never>(() => undefined);

/** As a process that is stopped and goes on: no clock of its own runs meanwhile. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

it('gives a picture its time again when the process stood still meanwhile, once', async () => {
  let tries = 0;
  const step = async () => {
    tries += 1;
    if (tries > 1) return 'pixels';
    standStill(1_200);
    return never();
  };
  expect(await decoding('image/png', new Uint8Array(), LIMITS, step)).toBe('pixels');
  tries = 0;
  const hopeless = async () => {
    tries += 1;
    standStill(1_200);
    return never();
  };
  await expect(decoding('image/png', new Uint8Array(), LIMITS, hopeless)).rejects.toMatchObject({
    code: 'image_timeout',
  });
  expect(tries).toBe(2);
});
