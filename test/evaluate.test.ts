import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unseen as runUnseen } from './support/command-line.ts';
import { EMOJI, PICTURES } from './support/pictures.ts';

describe('unseen evaluate and unseen split', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unseen-evaluate-'));
    await symlink(PICTURES, join(folder, 'pictures'));
    const lines = Object.values(EMOJI).map(([code, caption]) => `${code}.webp#0\ta ${caption}\n`);
    await writeFile(join(folder, 'captions.token.txt'), `${lines.join('')}gone.webp#0\ta horse\n`);
    await writeFile(join(folder, 'split.txt'), 'gone\n1f34e\n1f34c\n1f415\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const evaluate = (...args: string[]) => unseen('evaluate', '--images', join(folder, 'pictures'), ...args);

  const source = () => ['--format', 'flickr', '--annotations', join(folder, 'captions.token.txt')];
  const unseen = (command: string, ...args: string[]) => runUnseen({}, command, ...source(), ...args);

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
        // Guessing among eight would find 12.5, and 4.5 as the median rank.
        expect(figures['R@1']).toBeGreaterThanOrEqual(25);
        expect(figures['medianRank']).toBeLessThan(4);
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

  it('makes a zero-shot split, checks it, and evaluates seen and unseen classes on it', async () => {
    const out = join(folder, 'zero-shot');
    const classes = join(folder, 'classes.json');
    const names = ['apple', 'banana', 'dog', 'cat', 'bicycle', 'guitar', 'airplane', 'rose', 'horse'];
    await writeFile(classes, JSON.stringify(names.map((name) => ({ name }))));
    const made = await unseen(
      'split',
      '--classes',
      classes,
      '--unseen',
      'apple,rose,dog',
      '--test-seen',
      '0.4',
      '--out',
      out,
    );
    expect(made.err).toBe('');
    expect(made.out).toContain('held out: apple, dog, rose');
    expect(await readFile(join(out, 'test-unseen.txt'), 'utf8')).toBe('1f34e.webp\n1f415.webp\n1f339.webp\n');
    expect((await unseen('split', '--check', join(out, 'split.json'))).status).toBe(0);
    const result = JSON.parse((await evaluate('--split', join(out, 'split.json'), '--json')).out);
    const { seen, unseen: held, harmonicMean } = result.methods.imfa.textToImage;
    expect(held['R@10']).toBe(100);
    expect(seen['R@10']).toBe(100);
    expect(harmonicMean['R@10']).toBe(100);
    const leaky = (await readFile(join(out, 'split.json'), 'utf8')).replaceAll('"test-unseen"', '"train"');
    await writeFile(join(out, 'leaky.json'), leaky);
    const checked = await unseen('split', '--check', join(out, 'leaky.json'));
    expect(checked.status).toBe(1);
    expect(checked.out).toContain('1f415.webp: dog: a dog');
  });
});
