import { expect, it } from 'vitest';
import { eastOf, latitudeAt, southOf } from './world.ts';

it('projects as Mercator did', () => {
  expect([eastOf(-180), eastOf(0), eastOf(180)]).toEqual([0, 0.5, 1]);
  expect(southOf(0)).toBe(0.5);
  // Where the projection is as high as it is wide.
  expect(southOf(85)).toBeCloseTo(0.0016, 3);
  expect(southOf(90)).toBe(southOf(85));
  expect(southOf(60)).toBeCloseTo(0.5 - 1.316958 / (2 * Math.PI), 6);
  for (const latitude of [-80, -33.9, 0.5, 48.86])
    expect(latitudeAt(southOf(latitude))).toBeCloseTo(latitude, 9);
});
