import { describe, expect, it } from 'vitest';
import { drawDistinct, seededNormals, seededUniform } from './random.ts';

const draw = (next: () => number, count: number) => Array.from({ length: count }, next);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded numbers', () => {
  // The projection of a bring-your-own pack is drawn from them: vectors stored earlier must go on matching.
  it('never change for a seed', () => {
    expect(draw(seededUniform(7), 3).map((value) => value.toFixed(9))).toEqual([
      '0.011704753',
      '0.061958258',
      '0.976907633',
    ]);
    expect(draw(seededNormals(7), 3).map((value) => value.toFixed(9))).toEqual([
      '0.141970438',
      '-0.864253025',
      '-1.006366324',
    ]);
  });

  it('differ between seeds', () => {
    expect(draw(seededUniform(1), 5)).not.toEqual(draw(seededUniform(2), 5));
  });

  it('are spread evenly over [0, 1)', () => {
    const values = draw(seededUniform(1), 10_000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
      expect(share).toBeCloseTo(0.1, 1.7);
    }
  });

  it('choose different ones among many, each as often', () => {
    const uniform = seededUniform(1);
    const chosen = Array.from({ length: 5_000 }, () => drawDistinct(10, 3, uniform));
    expect(chosen.every((choice) => new Set(choice).size === 3)).toBe(true);
    for (let i = 0; i < 10; i++)
      expect(chosen.filter((choice) => choice.includes(i)).length / chosen.length).toBeCloseTo(0.3, 1.5);
    expect(drawDistinct(4, 4, uniform).sort()).toEqual([0, 1, 2, 3]);
  });

  it('are normal with mean 0 and variance 1', () => {
    const values = draw(seededNormals(1), 10_000);
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((value) => value * value))).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) < 1).length / values.length).toBeCloseTo(0.683, 1);
  });
});
