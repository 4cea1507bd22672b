import { fail } from './output/fail.ts';
import { createProgram } from './program.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  fail(error, process.argv.includes('--json'));
}
