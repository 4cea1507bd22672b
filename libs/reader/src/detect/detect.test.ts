import { describe, expect, it } from 'vitest';
import { grow, leastRectangle, turn } from './text-box.ts';
import { findRegions } from './text-regions.ts';

/** A map in which the pixels inside a turned rectangle are text. */
function mapOf(width: number, height: number, inside: (x: number, y: number) => boolean): Float32Array {
  return Float32Array.from({ length: width * height }, (_, at) =>
    inside(at % width, Math.floor(at / width)) ? 0.8 : 0.1,
  );
}

describe('finding lines in a map of probabilities', () => {
  it('keeps apart what does not touch, and joins what touches at a corner', () => {
    const map = mapOf(20, 10, (x, y) => (x < 5 && y < 3) || (x === 5 && y === 3) || (x > 10 && y > 6));
    const regions = findRegions(map, 20, 10, 0.3);
    expect(regions.map(({ pixels }) => pixels)).toEqual([16, 27]);
    expect(regions[0]!.score).toBeCloseTo(0.8, 5);
    expect(findRegions(map, 20, 10, 0.9)).toEqual([]);
  });

  it.each([0, 12, 30, -40])('lays a rectangle as a line of %i degrees lies', (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const map = mapOf(200, 200, (x, y) => {
      const [dx, dy] = [x + 0.5 - 100, y + 0.5 - 90];
      const [u, v] = [
        dx * Math.cos(angle) + dy * Math.sin(angle),
        dy * Math.cos(angle) - dx * Math.sin(angle),
      ];
      return Math.abs(u) <= 60 && Math.abs(v) <= 8;
    });
    const [region] = findRegions(map, 200, 200, 0.3);
    const box = leastRectangle(region!.outline);
    expect(box.x).toBeCloseTo(100, 0);
    expect(box.y).toBeCloseTo(90, 0);
    expect(Math.abs(box.width - 120)).toBeLessThan(3);
    expect(Math.abs(box.height - 16)).toBeLessThan(3);
    expect(Math.abs(box.angle - angle)).toBeLessThan(0.03);
  });

  it('grows a core on all sides alike, and turns the direction it is read in', () => {
    const box = { x: 10, y: 20, width: 30, height: 10, angle: 0 };
    // 300 of area, 80 around: 300 x 1.6 / 80 = 6 on every side.
    expect(grow(box, 1.6)).toEqual({ ...box, width: 42, height: 22 });
    expect(turn(box, 1)).toEqual({ ...box, width: 10, height: 30, angle: Math.PI / 2 });
    expect(turn(box, 2)).toEqual({ ...box, angle: Math.PI });
  });
});
