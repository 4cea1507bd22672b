import { describe, expect, it } from 'vitest';
import { FIT, MOST_SCALE, movedBy, zoomedAt } from './zoom.ts';

const size = { width: 400, height: 300 };

describe('zooming', () => {
  it('leaves what is under the pointer where it is', () => {
    const point = { x: 60, y: -30 };
    const once = zoomedAt(FIT, 2, point, size);
    const twice = zoomedAt(once, 1.5, point, size);
    for (const { scale, x, y } of [once, twice]) {
      // The place in the picture that the point shows.
      expect((point.x - x) / scale).toBeCloseTo(60);
      expect((point.y - y) / scale).toBeCloseTo(-30);
    }
  });
  it('never shows less than the whole nor more than the most', () => {
    expect(zoomedAt(zoomedAt(FIT, 3, { x: 150, y: 100 }, size), 0.1, { x: 0, y: 0 }, size)).toEqual(FIT);
    expect(zoomedAt(FIT, 100, { x: 0, y: 0 }, size).scale).toBe(MOST_SCALE);
  });
  it('goes as far as the edge', () => {
    const near = zoomedAt(FIT, 2, { x: 0, y: 0 }, size);
    expect(movedBy(near, 9_999, -9_999, size)).toEqual({ scale: 2, x: 200, y: -150 });
    expect(movedBy(FIT, 50, 50, size)).toEqual(FIT);
  });
});
