// `npm run check`: format, lint, types, boundaries, dead code. Runs all of them and names what failed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, node, root, toolEnv } from './lib/toolchain.mjs';

install();
build();
const checks = [
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['types of the tests', 'typescript/bin/tsc', ['-p', 'tsconfig.tests.json']],
  ['types of the browser tests', 'typescript/bin/tsc', ['-p', 'test/browser']],
  ['lint', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']],
  [
    'boundaries',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['--config', '.dependency-cruiser.mjs', 'apps', 'libs'],
  ],
  ['reference pages and client', '../scripts/reference/write.ts', ['--check']],
  ['dead code', 'knip/bin/knip.js', []],
  ['published shape of the client', 'publint/src/cli.js', ['--strict', 'libs/client']],
  [
    'published types of the client',
    '@arethetypeswrong/cli/dist/index.js',
    ['--pack', 'libs/client', '--profile', 'esm-only', '--quiet'],
  ],
];
const failed = [];
for (const [name, script, args] of checks) {
  const started = Date.now();
  const { status } = spawnSync(node, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: toolEnv(),
  });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}
