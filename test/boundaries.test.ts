import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const planted: string[] = [];

/** Runs the boundary check on one folder and returns what it says. */
function check(...folders: string[]): { ok: boolean; text: string } {
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { status, stdout } = spawnSync(
    process.execPath,
    [script, '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', ...folders],
    { cwd: root, encoding: 'utf8' },
  );
  return { ok: status === 0, text: stdout };
}

function plant(path: string, source: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), source);
  planted.push(path);
}

afterEach(() => {
  for (const path of planted.splice(0)) rmSync(join(root, path));
});

describe('the boundaries', () => {
  it('hold', () => {
    expect(check('apps', 'libs').text).toContain('no dependency violations found');
  });

  it.each([
    [
      'an app that imports another app',
      'apps-never-import-apps',
      'apps/query/src/planted.ts',
      '../../ingestion/src/index.ts',
    ],
    [
      'a lib that imports an app',
      'libs-never-import-apps',
      'libs/search/src/planted.ts',
      '../../../apps/query/src/index.ts',
    ],
    ['an engine outside its adapter', 'only-one-folder-imports-sharp', 'libs/search/src/planted.ts', 'sharp'],
    [
      'a database outside the ledger',
      'only-one-folder-imports-pglite-and-pg',
      'libs/ingest/src/planted.ts',
      'kysely',
    ],
    ['Nest in the core', 'no-nest-in-the-core', 'libs/ingest/src/planted.ts', '@nestjs/common'],
    [
      'a contract with a dependency',
      'domain-depends-on-nothing',
      'libs/domain/src/planted.ts',
      '@unseen/imfa',
    ],
    ['an engine behind the scorer', 'pure-region-arithmetic', 'libs/imfa/src/planted.ts', '@unseen/encoder'],
  ])('catch %s', (_name, rule, path, target) => {
    plant(path, `export * from '${target}';\n`);
    const { ok, text } = check(path);
    expect(text).toContain(rule);
    expect(ok).toBe(false);
  });

  it('catch a cycle', () => {
    plant('libs/search/src/planted-a.ts', `export * from './planted-b.ts';\n`);
    plant('libs/search/src/planted-b.ts', `export * from './planted-a.ts';\n`);
    expect(check('libs/search/src/planted-a.ts').text).toContain('no-cycles');
  });
});
