import { expect, it } from 'vitest';
import { shrink } from './raster.ts';

it('shrinks a picture to the means of its pixels, also where they do not come out even', () => {
  const gray = (...values: number[]) => Uint8Array.from(values.flatMap((value) => [value, value, value]));
  const halved = shrink({ width: 4, height: 2, rgb: gray(0, 100, 200, 200, 100, 200, 40, 0) }, 0.5);
  expect(halved).toEqual({ width: 2, height: 1, rgb: gray(100, 110) });
  const third = shrink({ width: 3, height: 1, rgb: gray(0, 90, 240) }, 2 / 3);
  expect(third).toEqual({ width: 2, height: 1, rgb: gray(30, 190) });
  const small = { width: 1, height: 1, rgb: gray(7) };
  expect(shrink(small, 1.5)).toBe(small);
});
