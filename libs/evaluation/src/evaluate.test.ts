import type { EvaluationRequest, EvaluationSource } from '@unseen/domain';
import { TINY_COLORS } from '@unseen/encoder/testing';
import { decodeImage } from '@unseen/imaging';
import { ImfaScorer, quantizeBlock } from '@unseen/imfa';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate, type EvaluationProgress } from './evaluate.ts';
import { summarize } from './result/summarize.ts';
import { ColorSet } from './testing/color-set.ts';

const NAMES = Object.keys(TINY_COLORS);
/** Pictures of one color or of two, with two captions each. */
const PICTURES = NAMES.flatMap((upper, i) =>
  NAMES.slice(i).map((lower) => ({
    id: `${upper}-${lower}.png`,
    upper,
    lower,
    captions: [`a picture of ${upper} and ${lower}`, `the ${lower} thing on ${upper}`],
  })),
);

let set: ColorSet;
const flickr: EvaluationSource = { format: 'flickr', images: 'pictures', annotations: 'captions.token.txt' };

beforeAll(async () => {
  set = await ColorSet.open();
  for (const { id, upper, lower } of PICTURES) await set.paint(id, upper, lower);
  const lines = PICTURES.flatMap(({ id, captions }) => captions.map((text, i) => `${id}#${i}\t${text}`));
  await set.write('captions.token.txt', `${lines.join('\n')}\n`);
});
afterAll(() => set.close());

async function run(source: EvaluationSource, options: Partial<EvaluationRequest> = {}) {
  const request = {
    source,
    methods: ['inn', 'self', 'imfa'] as const,
    candidates: 'all' as const,
    ...options,
  };
  const evaluation = await evaluate(request, set.parts);
  return { evaluation, result: summarize(evaluation) };
}

describe('evaluate', () => {
  it('ranks as scoring every pair by itself does', async () => {
    const { evaluation } = await run(flickr);
    const { encoder } = set;
    const scorer = new ImfaScorer(encoder, encoder.pack.spaces);
    const { grid, region } = encoder.pack.spaces;
    const pictures = [];
    for (const { id } of PICTURES) {
      const bytes = await readFile(join(set.dir, 'root/pictures', id));
      const rgb = await decodeImage(bytes, encoder.imageSpec, set.parts.decodeLimits);
      const { global, regions } = await encoder.encodeImage(rgb, 'interactive');
      pictures.push({
        imageGlobal: global,
        regions: quantizeBlock(regions, grid[0] * grid[1], region, grid),
      });
    }
    for (const [query, { owner, text }] of PICTURES.flatMap(({ captions }, i) =>
      captions.map((caption) => ({ owner: i, text: caption })),
    ).entries()) {
      const encoding = await encoder.encodeText(text, 'interactive');
      const scores = await Promise.all(
        pictures.map(async (picture) => (await scorer.scoreImages(encoding, [picture], 'imfa')).scores[0]!),
      );
      const better = scores.filter((score, i) => i !== owner && score >= scores[owner]!).length;
      expect(evaluation.textToImage.get('imfa')![query]!.rank, text).toBe(better + 1);
    }
  });

  it('finds most pictures by their colors, in both directions, and gives every figure', async () => {
    const { result } = await run(flickr);
    expect(result).toMatchObject({ pack: 'tiny@1.0.0', pictures: 36, captions: 72, skipped: { count: 0 } });
    for (const method of ['inn', 'self', 'imfa'] as const) {
      for (const direction of ['imageToText', 'textToImage'] as const) {
        const figures = result.methods[method]![direction];
        expect(figures['R@1']).toBeGreaterThan(50);
        expect(figures['R@1']).toBeLessThanOrEqual(figures['R@5']);
        expect(figures['R@5']).toBeLessThanOrEqual(figures['R@10']);
        expect(figures.medianRank).toBe(1);
        expect(figures.mAP).toBeGreaterThan(50);
        const [low, high] = figures.intervals['R@1'];
        expect(low).toBeLessThanOrEqual(figures['R@1']);
        expect(high).toBeGreaterThanOrEqual(figures['R@1']);
      }
    }
    expect(result.comparisons.map(({ method, over }) => `${method}/${over}`)).toEqual([
      'self/inn',
      'imfa/inn',
      'imfa/self',
    ]);
  });

  it('re-scores only the candidates of recall when so many are asked for', async () => {
    const { evaluation } = await run(flickr, { candidates: 3 });
    const [plain, imfa] = [evaluation.textToImage.get('inn')!, evaluation.textToImage.get('imfa')!];
    plain.forEach((query, i) => {
      expect(new Set(imfa[i]!.top.slice(0, 3))).toEqual(new Set(query.top.slice(0, 3)));
      const inWindow = query.top.slice(0, 3).includes(evaluation.shelf.owners[i]!);
      if (!inWindow) expect(imfa[i]!.rank).toBe(query.rank);
    });
  });

  it('goes on without pictures that are not there or broken, and says which', async () => {
    const known = await readFile(join(set.dir, 'root/captions.token.txt'), 'utf8');
    await set.write('pictures/broken.png', 'not a picture');
    await set.write(
      'faulty.token.txt',
      `${known}gone.png#0\ta red thing\nbroken.png#0\ta dog\nno tab here\n`,
    );
    const { result } = await run({ ...flickr, annotations: 'faulty.token.txt' });
    expect(result).toMatchObject({ pictures: 36, captions: 72, skipped: { count: 3 } });
    const codes = Object.fromEntries(result.skipped.entries.map(({ id, code }) => [id, code]));
    expect(codes).toEqual({
      'gone.png': 'entry_image_missing',
      'broken.png': 'image_unsupported',
      'line 75': 'entry_invalid',
    });
  });

  it('fails when nothing is left', async () => {
    await set.write('gone.token.txt', 'gone.png#0\ta red thing\n');
    await expect(run({ ...flickr, annotations: 'gone.token.txt' })).rejects.toMatchObject({
      code: 'evaluation_empty',
    });
  });

  it('reports progress from nothing to all', async () => {
    const seen: EvaluationProgress[] = [];
    await evaluate({ source: flickr, methods: ['inn'], candidates: 10 }, set.parts, (state) =>
      seen.push(state),
    );
    expect(seen.at(-1)).toEqual({ stage: 'queries', done: 36 + 72 + 36, total: 36 + 72 + 36 });
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(['pictures', 'captions', 'queries']);
  });

  it('gives seen, unseen and their harmonic mean where the split knows classes', async () => {
    const pictures = PICTURES.map(({ id, upper, lower }) => ({
      id,
      part: [upper, lower].includes('magenta') ? 'test-unseen' : upper === 'red' ? 'test-seen' : 'train',
      classes: [upper, lower],
    }));
    await set.write(
      'split.json',
      JSON.stringify({
        format: 'unseen-split-1',
        name: 'colors',
        source: { format: 'flickr', files: {} },
        seed: 0,
        classes: NAMES.map((name) => ({ name, seen: name !== 'magenta', terms: [name] })),
        pictures,
        excluded: [],
        lists: {},
        sha256: '',
      }),
    );
    const { result } = await run({ ...flickr, split: 'split.json' });
    expect(result.pictures).toBe(15);
    const { seen, unseen, harmonicMean, queries } = result.methods.imfa!.textToImage;
    expect(queries).toBe(30);
    expect(seen!['R@10']).toBeGreaterThan(0);
    expect(harmonicMean!['R@10']).toBeCloseTo(
      (2 * seen!['R@10'] * unseen!['R@10']) / (seen!['R@10'] + unseen!['R@10']),
      1,
    );
  });
});
