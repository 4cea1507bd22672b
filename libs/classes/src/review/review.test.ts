import { seededNormals } from '@unseen/domain/random';
import { expect, it } from 'vitest';
import { unit } from '../prototype/vectors.ts';
import { backgroundOf } from '../score/background.ts';
import { ClassIndex } from '../score/class-index.ts';
import { catalogueClass } from '../testing/classes.ts';
import { cluster } from './cluster.ts';
import { lintClasses } from './lint.ts';
import { captionFit } from './mismatch.ts';
import { proposeName } from './propose-name.ts';

const normal = seededNormals(3);
const near = (center: Float32Array, noise: number) => unit(center.map((value) => value + noise * normal()));
const centers = [0, 1, 2].map((at) => Float32Array.from({ length: 16 }, (_, d) => (d === at ? 1 : 0)));

it('finds the groups vectors lie in, most central member first', () => {
  const vectors = Array.from({ length: 60 }, (_, i) => near(centers[i % 3]!, 0.1));
  const found = cluster(vectors, 3);
  expect(found.map(({ members }) => members.length).sort()).toEqual([20, 20, 20]);
  for (const { members } of found) expect(new Set(members.map((at) => at % 3)).size).toBe(1);
  expect(cluster(vectors, 3)).toEqual(found);
  expect(cluster([], 3)).toEqual([]);
});

it('names a group by what sets its captions apart', () => {
  const group = ['a red fire truck', 'the fire truck of the city', 'a fire truck at night'];
  const all = [...group, 'a red apple', 'a city at night', 'a red dress', 'a house in the city'];
  expect(proposeName(group, all)).toBe('fire truck');
  expect(proposeName(['one thing', 'other stuff'], all)).toBeUndefined();
  // What there is a class for, in the singular or the plural, is not proposed again.
  expect(proposeName(group, all, new Set(['fire trucks']))).toMatch(/^(fire|truck)$/);
  expect(proposeName(group, all, new Set(['fire truck', 'fire', 'trucks']))).toBeUndefined();
});

it('tells a caption that fits from one that does not', () => {
  const others = Array.from({ length: 40 }, (_, i) => near(centers[i % 3]!, 0.3));
  const fits = captionFit(near(centers[0]!, 0.1), near(centers[0]!, 0.1), others);
  const wrong = captionFit(near(centers[0]!, 0.1), near(centers[1]!, 0.1), others);
  expect(fits.deviation).toBeGreaterThan(1);
  expect(fits.betterShare).toBeLessThan(0.1);
  expect(wrong.deviation).toBeLessThan(0);
});

it('finds classes that nearly coincide, unless one is a kind of the other', () => {
  const make = (parent?: string, tagged = true) => {
    const classes = [
      catalogueClass({ name: 'a' }),
      catalogueClass({ name: 'b', parent }),
      catalogueClass({ name: 'c' }),
    ];
    const texts = [centers[0]!, near(centers[0]!, 0.01), centers[1]!];
    const index = new ClassIndex(
      classes.map((entry, i) => ({ entry, text: texts[i]!, exemplars: [] })),
      backgroundOf([], 16),
    );
    return lintClasses(
      classes,
      index,
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
      tagged,
    );
  };
  const kinds = make().map(({ kind, className }) => `${kind} ${className}`);
  expect(kinds).toContain('near_duplicate a');
  expect(kinds).toContain('no_items c');
  const detail = (tagged: boolean) =>
    make(undefined, tagged).flatMap((found) => (found.kind === 'no_items' ? found.detail : []));
  expect(detail(true)).toEqual(['No stored item belongs to it.']);
  expect(detail(false)).toEqual([expect.stringContaining('not known yet')]);
  expect(make('a').some(({ kind }) => kind === 'near_duplicate')).toBe(false);
});
