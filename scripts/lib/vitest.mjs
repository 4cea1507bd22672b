import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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
      // In CI a machine that stalls for a moment sinks nothing, but is named: what shows up twice is a fault to mend.
      ...(process.env['CI'] ? ['--retry=1'] : []),
      ...args,
    ],
    { cwd: root, stdio: 'inherit', env: toolEnv() },
  );
  const { passed, failed, second } = count(report);
  rmSync(folder, { recursive: true, force: true });
  for (const name of second) console.log(`PASSED ONLY AT A SECOND TRY: ${name}`);
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
    // A retried test keeps the messages of the try that failed.
    const second = json.testResults.flatMap((suite) =>
      suite.assertionResults
        .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
        .map((test) => `${relative(root, suite.name)}: ${test.fullName}\n${test.failureMessages[0]}`),
    );
    return { passed: json.numPassedTests, failed: json.numFailedTests + brokenFiles, second };
  } catch (error) {
    console.error(`The test run wrote no report: ${error.message}`);
    return { passed: 0, failed: 1, second: [] };
  }
}
