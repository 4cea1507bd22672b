import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, PICTURES } from './support/pictures.ts';

const bin = fileURLToPath(new URL('../apps/cli/bin/unseen.mjs', import.meta.url));

describe('unseen evaluate', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unseen-evaluate-'));
    await symlink(PICTURES, join(folder, 'pictures'));
    const lines = Object.values(EMOJI).map(([code, caption]) => `${code}.webp#0\ta ${caption}\n`);
    await writeFile(join(folder, 'captions.token.txt'), `${lines.join('')}gone.webp#0\ta horse\n`);
    await writeFile(join(folder, 'split.txt'), 'gone\n1f34e\n1f34c\n1f415\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function evaluate(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
    const paths = ['--images', join(folder, 'pictures'), '--annotations', join(folder, 'captions.token.txt')];
    const child = spawn(process.execPath, [bin, 'evaluate', '--format', 'flickr', ...paths, ...args], {
      env: { PATH: process.env['PATH'] },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { status, out, err };
  }

  it('needs no platform and no import root, writes a file and prints a table', async () => {
    const file = join(folder, 'figures.json');
    const { status, out, err } = await evaluate('--json', file);
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out).toContain('8 pictures, 8 captions');
    expect(out).toContain('entry_image_missing gone.webp');
    const result = JSON.parse(await readFile(file, 'utf8'));
    expect(Object.keys(result.methods)).toEqual(['inn', 'self', 'imfa']);
    for (const method of Object.values<Record<string, Record<string, number>>>(result.methods)) {
      for (const direction of ['imageToText', 'textToImage']) {
        const figures = method[direction]!;
        for (const key of ['R@1', 'R@5', 'R@10', 'mAP']) {
          expect(figures[key]).toBeGreaterThan(0);
          expect(figures[key]).toBeLessThanOrEqual(100);
        }
        // Twice what guessing among eight would find.
        expect(figures['R@1']).toBeGreaterThanOrEqual(25);
        expect(figures['medianRank']).toBeLessThanOrEqual(2);
      }
    }
  });

  it('keeps a split and the methods asked for, and prints JSON alone when asked to', async () => {
    const { status, out } = await evaluate(
      '--split',
      join(folder, 'split.txt'),
      '--methods',
      'imfa,inn',
      '--json',
    );
    expect(status).toBe(0);
    const result = JSON.parse(out);
    expect(result).toMatchObject({ pictures: 3, captions: 3, skipped: { count: 1 } });
    expect(Object.keys(result.methods)).toEqual(['inn', 'imfa']);
  });

  it('says what is wrong', async () => {
    const unknown = await evaluate('--methods', 'inn,magic');
    expect(unknown.err).toContain('"magic" is not one of inn, self, imfa');
    expect(unknown.status).toBe(1);
    const absent = await evaluate('--split', join(folder, 'absent.txt'), '--json');
    expect(JSON.parse(absent.out).error.code).toBe('source_not_found');
    expect(absent.status).toBe(1);
  });
});
