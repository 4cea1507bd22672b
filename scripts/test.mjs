// `npm test`: every test that needs no server and no browser. Ends with one line `N passed, N failed`.
// Arguments are passed to vitest: `npm test -- libs/imfa`.
import { runTests } from './lib/vitest.mjs';

runTests(process.argv.slice(2));
