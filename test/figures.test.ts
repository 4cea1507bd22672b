import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { reliabilityOf, type JudgedPair } from '../benchmarks/support/reliability.ts';
import { drawCurves } from '../scripts/figures/draw-curves.ts';
import { drawReliability } from '../scripts/figures/draw-reliability.ts';
import { drawWords } from '../scripts/figures/draw-words.ts';

const accuracy = (seen: number, unseen: number) => ({ seen, unseen, harmonic: 0, all: 0 });
const run = {
  plain: { top1: accuracy(0.4, 0.1), top5: accuracy(0.7, 0.3) },
  calibrated: { top1: accuracy(0.3, 0.3), top5: accuracy(0.6, 0.6) },
  amongUnseen: 0.5,
  curve: [accuracy(0.45, 0), accuracy(0.4, 0.1), accuracy(0.3, 0.3), accuracy(0, 0.5)],
};

describe('the figures of the docs', () => {
  it('mark the catalogue as it comes and the calibrated one on its curve', () => {
    const svg = drawCurves([{ shots: 3, run }]);
    const [hollow, filled] = [...svg.matchAll(/<circle [^>]*cx="([\d.]+)" cy="([\d.]+)"/g)];
    const path = /class="curve a" d="M([^"]+)"/.exec(svg)![1]!.split('L');
    expect(path).toHaveLength(4);
    expect([hollow, filled].map((dot) => `${dot![1]} ${dot![2]}`)).toEqual([path[1], path[2]]);
    expect(svg).toContain('words and 3 exemplars');
  });

  it('show each word with its weight, the region it looks at most the brightest', () => {
    const svg = drawWords({
      text: 'a horse',
      picture: { bytes: new Uint8Array([1, 2, 3]), type: 'image/webp' },
      attention: {
        rows: 1,
        cols: 2,
        weights: new Float32Array([0.3, 0.7]),
        words: [
          { text: 'a', weight: 0.1, weights: new Float32Array([0.6, 0.4]) },
          { text: 'horse', weight: 0.9, weights: new Float32Array([0.2, 0.8]) },
        ],
      },
    });
    expect(svg.match(/weighs \d+ %/g)).toEqual(['weighs 10 %', 'weighs 90 %']);
    const opacity = [...svg.matchAll(/fill-opacity="([\d.]+)"/g)].map(([, value]) => Number(value));
    expect(opacity[0]).toBeGreaterThan(opacity[1]!);
    expect(opacity[3]).toBeGreaterThan(opacity[2]!);
  });

  it('draw how far matches can be believed', () => {
    const pairs = Array.from({ length: 100 }, (_, i): JudgedPair => [i < 50 ? 0.25 : 0.85, i % 4 === 0]);
    const reliability = reliabilityOf(pairs);
    expect(reliability.bins.map(({ pairs: count }) => count)).toEqual([50, 50]);
    expect(reliability.bins[0]!.share).toBeCloseTo(0.26);
    expect(reliability.error).toBeCloseTo((0.01 + 0.61) / 2);
    expect(reliabilityOf([]).error).toBe(0);
    const svg = drawReliability([{ name: 'drawings', kind: 0, dashed: false, reliability }]);
    const heights = [...svg.matchAll(/<circle [^>]*cy="([\d.]+)"/g)].map(([, cy]) => Number(cy));
    expect(heights).toHaveLength(2);
    expect(svg).toContain('drawings, error 0.3100');
  });

  it('are those that the page shows', async () => {
    const page = await readFile('docs/how-it-works.md', 'utf8');
    for (const [, path] of page.matchAll(/\]\((images\/[^)]+)\)/g)) {
      expect(await readFile(`docs/${path}`, 'utf8')).toMatch(/^<svg /);
    }
  });
});
