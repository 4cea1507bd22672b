import { ERROR_CATALOGUE } from '@unseen/contracts';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { renderReference } from '../scripts/reference/render.ts';

describe('the reference pages', () => {
  it.each(Object.entries(renderReference()))(
    '%s says what the code says (npm run reference)',
    async (name, text) => {
      expect(await readFile(new URL(`../docs/reference/${name}`, import.meta.url), 'utf8')).toBe(text);
    },
  );

  it('lists no error code that nothing raises', () => {
    const sources = execFileSync(
      'git',
      ['grep', '-hoE', "'[a-z]+(_[a-z]+)*'", '--', 'libs/*.ts', 'apps/*.ts', ':!libs/contracts/src/errors'],
      {
        encoding: 'utf8',
        cwd: new URL('..', import.meta.url),
      },
    );
    const used = new Set(sources.split('\n').map((line) => line.slice(1, -1)));
    expect(Object.keys(ERROR_CATALOGUE).filter((code) => !used.has(code))).toEqual([]);
  });
});
