import { dataOf, type Http, type Job, type JobFailure } from '@unseen/client';
import { styleText } from 'node:util';
import { exitCodeOf } from '../output/exit-code.ts';
import { allPrintable } from '../output/printable.ts';

/** Failures listed by name; `unseen job failures` lists more. */
const MAX_SHOWN = 10;

/** Says how a job ended, with the first of its failures, and sets the exit code. */
export async function tellEnd(
  http: Http,
  job: Job,
  { json, maxFailures }: { readonly json: boolean; readonly maxFailures?: number },
): Promise<void> {
  process.exitCode = exitCodeOf(job, maxFailures);
  if (json) {
    console.log(JSON.stringify(job));
    return;
  }
  const { id, state, done, skipped, failed, error, warnings = [] } = allPrintable(job);
  console.log(`job ${id} ${state}: ${done} done, ${skipped} skipped, ${failed} failed`);
  if (error !== undefined) console.log(styleText('red', error.detail));
  for (const { detail } of warnings) console.log(styleText('yellow', detail));
  if (failed === 0) return;
  const params = { path: { id }, query: { limit: MAX_SHOWN } };
  const { failures } = dataOf(await http.GET('/v1/jobs/{id}/failures', { params }));
  printFailures(allPrintable(failures), '  ');
  if (failed > failures.length)
    console.log(styleText('dim', `  and ${failed - failures.length} more: unseen job failures ${id}`));
}

/** A line per failure. */
export function printFailures(failures: readonly JobFailure[], indent = ''): void {
  for (const { code, id, reason } of failures)
    console.log(`${indent}${styleText('red', code)} ${id}: ${reason}`);
}
