import { expect, it } from 'vitest';
import { fitting, inSight, moved, nearer, toMap, toScreen, within } from './camera.ts';

const SIZE = { width: 800, height: 600 };
const CAMERA = { x: 0.5, y: 0.25, scale: 400 };
const ALL = { left: 0, top: 0, right: 1, bottom: 1 };

it('finds the same point both ways', () => {
  const { x, y } = toScreen(CAMERA, SIZE, 0.7, 0.1);
  expect({ x, y }).toEqual({ x: expect.closeTo(480), y: expect.closeTo(240) });
  expect(toMap(CAMERA, SIZE, x, y)).toEqual({ x: expect.closeTo(0.7), y: expect.closeTo(0.1) });
});

it('keeps what lies under the pointer there when it comes nearer', () => {
  const before = toMap(CAMERA, SIZE, 100, 500);
  const after = nearer(CAMERA, SIZE, 3, 100, 500);
  expect(after.scale).toBe(1_200);
  expect(toScreen(after, SIZE, before.x, before.y)).toEqual({
    x: expect.closeTo(100),
    y: expect.closeTo(500),
  });
});

it('moves with the finger', () => {
  const point = toMap(CAMERA, SIZE, 10, 20);
  const after = moved(CAMERA, 30, -5);
  expect(toScreen(after, SIZE, point.x, point.y)).toEqual({ x: expect.closeTo(40), y: expect.closeTo(15) });
});

it('shows all of it, however wide', () => {
  for (const bounds of [ALL, { left: 0.2, top: 0.4, right: 0.9, bottom: 0.45 }, { ...ALL, right: 0 }]) {
    const seen = inSight(fitting(bounds, SIZE), SIZE);
    expect(seen.left).toBeLessThan(bounds.left);
    expect(seen.right).toBeGreaterThan(bounds.right);
    expect(seen.top).toBeLessThan(bounds.top);
    expect(seen.bottom).toBeGreaterThan(bounds.bottom);
  }
});

it('goes neither past the edges nor into nothing', () => {
  const whole = fitting(ALL, SIZE);
  expect(within({ x: 7, y: -3, scale: 1 }, ALL, SIZE)).toEqual({ x: 1, y: 0, scale: whole.scale * 0.6 });
  expect(within({ ...whole, scale: 1e9 }, ALL, SIZE).scale).toBe(whole.scale * 2_000);
  expect(within(whole, ALL, SIZE)).toEqual(whole);
});
