import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, node, root, toolEnv } from './toolchain.mjs';

/** Installs and builds what is missing, runs vitest, prints `N passed, N failed` and ends the process. */
export function runTests(args) {
  install();
  build();
  const folder = mkdtempSync(join(tmpdir(), 'unseen-test-'));
  const report = join(folder, 'report.json');
  const result = spawnSync(
    node,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: root, stdio: 'inherit', env: toolEnv() },
  );
  const { passed, failed } = count(report);
  rmSync(folder, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(result.status === 0 && failed === 0 && passed > 0 ? 0 : 1);
}

function count(file) {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8'));
    // A file that fails to load has no failed test of its own, but it is a failure all the same.
    const brokenFiles = json.testResults.filter(
      (suite) =>
        suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
    ).length;
    return { passed: json.numPassedTests, failed: json.numFailedTests + brokenFiles };
  } catch (error) {
    console.error(`The test run wrote no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}
