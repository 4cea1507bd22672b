import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { subjectProblem } from '../scripts/lib/commit-subject.mjs';
import {
  MENTIONS,
  mentionVersion,
  nextVersionProblem,
  releaseChangelog,
  setVersion,
} from '../scripts/lib/release.mjs';

const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();

describe('a release', () => {
  it('can be tried without leaving a trace', () => {
    const before = [git('rev-parse', 'HEAD'), git('tag'), readFileSync('package.json', 'utf8')];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['scripts/release.mjs', '9.8.7', '--dry-run', '--images', 'registry.example/shop'],
      { encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
    expect(Number(/bill of materials: (\d+) packages/.exec(stdout)?.[1])).toBeGreaterThan(100);
    expect(stdout).toMatch(/^client package: unseen-client-9\.8\.7\.tgz, \d{2,} files$/m);
    expect(stdout).toContain('version: clients/python/pyproject.toml\n');
    expect(stdout).toContain('version: k8s/overlays/prod/kustomization.yaml\n');
    expect(stdout).toMatch(/^commit: release: 9\.8\.7$/m);
    expect(stdout).toMatch(/^tag: v9\.8\.7$/m);
    expect(stdout).toMatch(/^image: registry\.example\/shop\/unseen-query:9\.8\.7$/m);
    expect([git('rev-parse', 'HEAD'), git('tag'), readFileSync('package.json', 'utf8')]).toEqual(before);
  });

  it('never goes back, and is a version', () => {
    expect(nextVersionProblem('0.9.1', '0.10.0')).toBeUndefined();
    expect(nextVersionProblem('0.1.0', '0.1.0')).toBeUndefined();
    expect(nextVersionProblem('1.0.0', '0.9.9')).toBe('0.9.9 is older than 1.0.0.');
    expect(nextVersionProblem('1.0.0', 'v1.1.0')).toContain('"v1.1.0" is no version');
  });

  it('has its version in every package, and in what they name of each other', () => {
    const manifest = {
      name: 'a',
      version: '0.1.0',
      dependencies: { '@unseen/domain': '0.1.0', pino: '10.4.0' },
    };
    expect(setVersion(manifest, '0.2.0')).toEqual({
      name: 'a',
      version: '0.2.0',
      dependencies: { '@unseen/domain': '0.2.0', pino: '10.4.0' },
    });
  });

  it('is named by the Python client and by what clusters run', () => {
    for (const [path, place] of MENTIONS) {
      const text = mentionVersion(readFileSync(path, 'utf8'), place, '9.8.7');
      expect(text.match(place)?.every((line) => line.includes('9.8.7'))).toBe(true);
    }
    expect(() => mentionVersion('nothing', /(v)(x)/g, '9.8.7')).toThrow('no version');
  });

  it('takes what is unreleased from the changelog, and refuses to be empty', () => {
    const text = '# Changelog\n\n## Unreleased\n\n### Added\n\n- Search.\n';
    expect(releaseChangelog(text, '0.2.0', '2026-01-31')).toBe(
      '# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-01-31\n\n### Added\n\n- Search.\n',
    );
    expect(() => releaseChangelog('# Changelog\n\n## Unreleased\n\n## 0.1.0\n', '0.2.0', 'x')).toThrow(
      'says nothing',
    );
  });
});

describe('the subject of a commit', () => {
  it.each(['search: cut the tail by match', 'libs, api: one name', 'Merge branch main'])(
    'may be "%s"',
    (subject) => {
      expect(subjectProblem(subject)).toBeUndefined();
    },
  );

  it.each([
    ['Cut the tail', 'Begin with a scope'],
    ['search:cut', 'Begin with a scope'],
    [`search: ${'x'.repeat(65)}`, 'Has 73 characters'],
  ])('may not be "%s"', (subject, problem) => {
    expect(subjectProblem(subject)).toContain(problem);
  });
});
