import module from 'node:module';
import { fileURLToPath } from 'node:url';

// What has been compiled once is read next time; where the folder cannot be written, it is compiled each time.
module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/unseen', import.meta.url)));
const { fail } = await import('./output/fail.ts');
const { createProgram } = await import('./program.ts');
try {
  await (await createProgram(process.argv[2])).parseAsync();
} catch (error) {
  fail(error, process.argv.includes('--json'));
}
