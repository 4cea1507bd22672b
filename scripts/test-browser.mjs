// `npm run test:browser`: the tests in a real browser (Chromium). Ends with one line `N passed, N failed`.
// Without a browser nothing is tested: said loudly, and a failure with `--required`.
import { install } from './lib/toolchain.mjs';
import { runTests } from './lib/vitest.mjs';

const args = process.argv.slice(2);
const required = args.includes('--required');
install();
const { findChromium } = await import('../test/browser/support/find-chromium.mjs');
if (findChromium() === undefined) {
  console.error(
    '*** NOT RUN: no Chromium found. Install one (apt-get install chromium) or set CHROMIUM to its path.',
  );
  console.log(`0 passed, ${required ? 1 : 0} failed`);
  process.exit(required ? 1 : 0);
}
runTests(['--config', 'vitest.browser.config.ts', ...args.filter((arg) => arg !== '--required')]);
