import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EMOJI, PICTURES } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

const source = { format: 'flickr', images: 'emoji', annotations: 'emoji/captions.token.txt' };

describe('/v1/evaluations', () => {
  let platform: Standalone;
  beforeAll(async () => {
    platform = await Standalone.start();
    const folder = join(platform.dataDir, 'import/emoji');
    await mkdir(folder, { recursive: true });
    for (const [code] of Object.values(EMOJI)) {
      await copyFile(join(PICTURES, `${code}.webp`), join(folder, `${code}.webp`));
    }
    const lines = Object.values(EMOJI).map(([code, caption]) => `${code}.webp#0\ta ${caption}\n`);
    await writeFile(join(folder, 'captions.token.txt'), lines.join(''));
  });
  afterAll(() => platform?.dispose());

  it('run in the background and end with the figures', async () => {
    const created = await platform.json(202, 'POST', '/v1/evaluations', { source, methods: ['imfa', 'inn'] });
    expect(created).toMatchObject({ source, methods: ['inn', 'imfa'], candidates: 100 });
    const done = await vi.waitFor(
      async () => {
        const found: Record<string, unknown> = await platform.json(
          200,
          'GET',
          `/v1/evaluations/${created.id}`,
        );
        if (found.state !== 'completed') throw new Error(JSON.stringify(found));
        return found;
      },
      { timeout: 300_000, interval: 100 },
    );
    expect(done).toMatchObject({
      done: 24,
      total: 24,
      result: {
        pictures: 8,
        captions: 8,
        methods: { imfa: { imageToText: { 'R@10': 100 }, textToImage: { 'R@10': 100 } } },
      },
    });
    const { evaluations } = await platform.json(200, 'GET', '/v1/evaluations');
    expect(evaluations).toMatchObject([{ id: created.id, state: 'completed' }]);
    expect(evaluations[0].result).toBeUndefined();
    await platform.json(204, 'DELETE', `/v1/evaluations/${created.id}`);
    const gone = await platform.json(404, 'GET', `/v1/evaluations/${created.id}`);
    expect(gone.code).toBe('evaluation_not_found');
  });

  it.each([
    ['nothing', {}, 'invalid_request'],
    ['a format nobody knows', { source: { ...source, format: 'xml' } }, 'invalid_request'],
    ['a method nobody knows', { source, methods: ['magic'] }, 'invalid_request'],
    ['no method', { source, methods: [] }, 'invalid_request'],
    ['no candidates', { source, candidates: 0 }, 'invalid_request'],
    ['a folder that is not there', { source: { ...source, images: 'nowhere' } }, 'source_not_found'],
    [
      'a file outside the import root',
      { source: { ...source, annotations: '/etc/passwd' } },
      'source_outside_root',
    ],
    ['a split that is not there', { source: { ...source, split: 'none.txt' } }, 'source_not_found'],
  ])('refuse %s', async (_name, body, code) => {
    expect(await platform.json(400, 'POST', '/v1/evaluations', body)).toMatchObject({ code });
  });
});
