import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Which planted file breaks which rule, by what it imports. */
const PLANTED: readonly [name: string, rule: string, path: string, target: string][] = [
  [
    'an app that imports another app',
    'apps-never-import-apps',
    'apps/query/src/planted.ts',
    '../../ingestion/src/index.ts',
  ],
  [
    'a lib that imports an app',
    'libs-never-import-apps',
    'libs/search/src/planted-app.ts',
    '../../../apps/query/src/index.ts',
  ],
  ['an engine outside its adapter', 'only-one-folder-imports-sharp', 'libs/search/src/planted.ts', 'sharp'],
  [
    'a database outside the ledger',
    'only-one-folder-imports-pglite-and-pg',
    'libs/ingest/src/planted.ts',
    'kysely',
  ],
  ['Nest in the core', 'no-nest-in-the-core', 'libs/ingest/src/planted-nest.ts', '@nestjs/common'],
  [
    'a domain type with a dependency',
    'domain-depends-on-nothing',
    'libs/domain/src/planted.ts',
    '@unseen/imfa',
  ],
  ['an engine behind the scorer', 'pure-region-arithmetic', 'libs/imfa/src/planted.ts', '@unseen/encoder'],
  ['a cycle', 'no-cycles', 'libs/search/src/planted-a.ts', './planted-b.ts'],
];

/** Runs the boundary check in a checkout and returns what it says. */
function check(folder: string, ...paths: string[]): { ok: boolean; text: string } {
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { status, stdout } = spawnSync(
    process.execPath,
    [script, '--config', '.dependency-cruiser.mjs', '--output-type', 'err', ...paths],
    { cwd: folder, encoding: 'utf8' },
  );
  return { ok: status === 0, text: stdout };
}

/** Nothing is planted where other tests read: this copy has the sources, and the packages by a link. */
let copy: string;
let found: { ok: boolean; text: string };
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'unseen-boundaries-'));
  const files = ['package.json', '.dependency-cruiser.mjs', 'tsconfig*.json', '{libs,apps}/*/package.json'];
  for (const path of globSync(files, { cwd: root })) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  for (const path of globSync('{libs,apps}/*/src', { cwd: root }))
    cpSync(join(root, path), join(copy, path), { recursive: true });
  linkPackages();
  for (const [, , path, target] of PLANTED) plant(path, target);
  plant('libs/search/src/planted-b.ts', './planted-a.ts');
  found = check(copy, ...PLANTED.map(([, , path]) => path));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function plant(path: string, target: string): void {
  writeFileSync(join(copy, path), `export * from '${target}';\n`);
}

/** The installed packages, but those of the workspace, which are the copied ones. */
function linkPackages(): void {
  mkdirSync(join(copy, 'node_modules/@unseen'), { recursive: true });
  for (const name of globSync(['*', '@*/*'], { cwd: join(root, 'node_modules') })) {
    if (/^@[^/]+$/.test(name) || name.startsWith('@unseen/')) continue;
    mkdirSync(dirname(join(copy, 'node_modules', name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  }
  for (const path of globSync('{libs,apps}/*', { cwd: copy })) {
    const [kind, name] = path.split('/') as [string, string];
    const linked = kind === 'libs' || name === 'cli' ? name : `app-${name}`;
    symlinkSync(join(copy, path), join(copy, 'node_modules/@unseen', linked));
  }
}

describe('the boundaries', () => {
  it('hold', () => {
    expect(check(root, 'apps', 'libs').text).toContain('no dependency violations found');
  });

  it.each(PLANTED)('catch %s', (_name, rule, path) => {
    expect(found.ok).toBe(false);
    // A line has the rule, where from, and where to.
    const lines = found.text.split('\n').filter((line) => line.includes(rule));
    expect(
      lines.some((line) => line.includes(path)),
      found.text,
    ).toBe(true);
  });
});
