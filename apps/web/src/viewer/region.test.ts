import { describe, expect, it } from 'vitest';
import { changed, MIDDLE, regionBetween } from './region.ts';

describe('a part of a picture', () => {
  it('lies between two points, in whatever order they come', () => {
    const [a, b] = [
      { x: 0.1, y: 0.6 },
      { x: 0.4, y: 0.2 },
    ];
    for (const region of [regionBetween(a, b), regionBetween(b, a)]) {
      expect(region.x).toBeCloseTo(0.1);
      expect(region.y).toBeCloseTo(0.2);
      expect(region.width).toBeCloseTo(0.3);
      expect(region.height).toBeCloseTo(0.4);
    }
  });
  it('never leaves the picture, nor vanishes', () => {
    expect(changed(MIDDLE, 9, -9, 'move')).toMatchObject({ x: 0.5, y: 0 });
    expect(changed(MIDDLE, 9, -9, 'size')).toEqual({ x: 0, y: 0.25, width: 1, height: 0.05 });
    expect(regionBetween({ x: 1, y: 1 }, { x: 1, y: 1 })).toMatchObject({ width: 0.05, height: 0.05 });
  });
});
