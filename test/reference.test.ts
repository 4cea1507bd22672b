import { ERROR_CATALOGUE } from '@unseen/domain';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the reference pages', () => {
  it('say what the code says, and so does the client (npm run reference)', () => {
    const check = () =>
      execFileSync(process.execPath, ['scripts/reference/write.ts', '--check'], {
        cwd: root,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(check()).toBe('');
  });

  it('lists no error code that nothing raises', () => {
    const sources = execFileSync(
      'git',
      [
        'grep',
        '-hoE',
        `['"][a-z]+(_[a-z]+)*['"]`,
        '--',
        'libs/*.ts',
        'apps/*.ts',
        'deploy/gateway',
        ':!libs/domain/src/errors',
      ],
      {
        encoding: 'utf8',
        cwd: root,
      },
    );
    const used = new Set(sources.split('\n').map((line) => line.slice(1, -1)));
    expect(Object.keys(ERROR_CATALOGUE).filter((code) => !used.has(code))).toEqual([]);
  });
});
