import { expect, it } from 'vitest';
import { cut, quarterTurn, shrink, type Raster } from './raster.ts';

it('shrinks a picture to the means of its pixels, also where they do not come out even', () => {
  const gray = (...values: number[]) => Uint8Array.from(values.flatMap((value) => [value, value, value]));
  const halved = shrink({ width: 4, height: 2, rgb: gray(0, 100, 200, 200, 100, 200, 40, 0) }, 0.5);
  expect(halved).toEqual({ width: 2, height: 1, rgb: gray(100, 110) });
  const third = shrink({ width: 3, height: 1, rgb: gray(0, 90, 240) }, 2 / 3);
  expect(third).toEqual({ width: 2, height: 1, rgb: gray(30, 190) });
  const small = { width: 1, height: 1, rgb: gray(7) };
  expect(shrink(small, 1.5)).toBe(small);
});

it('turns a picture clockwise, and cuts parts out of it', () => {
  const picture = {
    width: 3,
    height: 2,
    rgb: Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap((value) => [value, 0, value])),
  };
  const reds = ({ width, height, rgb }: Raster) => [
    width,
    height,
    ...Array.from({ length: width * height }, (_, pixel) => rgb[pixel * 3]),
  ];
  expect(reds(quarterTurn(picture))).toEqual([2, 3, 4, 1, 5, 2, 6, 3]);
  expect(reds(cut(picture, 1, 0, 2, 2))).toEqual([2, 2, 2, 3, 5, 6]);
});
