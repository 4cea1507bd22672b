import type { Command } from 'commander';
import { styleText } from 'node:util';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { print, queryOf, sharedOf, wholeNumber } from './shared.ts';

interface Job {
  readonly id: string;
  readonly state: string;
  readonly collection: string;
  readonly source: { readonly path: string };
  readonly total: number | null;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly itemsPerSecond: number;
  readonly error?: { readonly detail: string };
  readonly createdAt: string;
}

interface Failures {
  readonly failures: readonly { id: string; code: string; reason: string }[];
  readonly nextCursor: string | null;
}

/** What can be done to a job, and what it is then said to be. */
const ACTS = [
  ['pause', 'stop a job for now; nothing is lost'],
  ['resume', 'go on with a paused job'],
  ['cancel', 'end a job; what it has stored stays'],
  ['retry', 'try again what failed'],
] as const;

/** `unseen job list | show | failures | pause | resume | cancel | retry`. */
export function addJobCommands(program: Command): void {
  const job = program.command('job').description('bulk loading under way: look at it, hold it, go on');
  job
    .command('list')
    .description('list the newest jobs')
    .action(async (_options: object, command: Command) => {
      const { api, json } = sharedOf(command);
      const answer = await api.send<{ jobs: Job[] }>('GET', '/v1/jobs');
      print(json, answer, () => printJobs(answer.jobs));
    });
  job
    .command('show <id>')
    .description('show how far a job has come')
    .action(async (id: string, _options: object, command: Command) => {
      const { api, json } = sharedOf(command);
      const found = await api.send<Job>('GET', `/v1/jobs/${encodeURIComponent(id)}`);
      print(json, found, () => printJob(found));
    });
  job
    .command('failures <id>')
    .description('list what could not be loaded, and why')
    .option('-n, --limit <number>', 'failures to list', wholeNumber(1, 1_000), 100)
    .option('--cursor <cursor>', 'next page of an earlier list')
    .action(async (id: string, options: { limit: number; cursor?: string }, command: Command) => {
      const { api, json } = sharedOf(command);
      const path = `/v1/jobs/${encodeURIComponent(id)}/failures?${queryOf({ ...options })}`;
      const page = await api.send<Failures>('GET', path);
      print(json, page, () => printFailures(page));
    });
  for (const [act, description] of ACTS) {
    job
      .command(`${act} <id>`)
      .description(description)
      .action(async (id: string, _options: object, command: Command) => {
        const { api, json } = sharedOf(command);
        const changed = await api.send<Job>('POST', `/v1/jobs/${encodeURIComponent(id)}/${act}`);
        print(json, changed, () => printJob(changed));
      });
  }
}

function printJobs(jobs: readonly Job[]): void {
  if (jobs.length === 0) {
    console.log('No jobs. Start one with `unseen ingest <path>`.');
    return;
  }
  printTable(
    [
      { title: 'id' },
      { title: 'state' },
      { title: 'collection', cut: true },
      { title: 'done', align: 'right' },
      { title: 'failed', align: 'right' },
      { title: 'from', cut: true },
      { title: 'started' },
    ],
    jobs.map(({ id, state, collection, done, total, failed, source, createdAt }) => [
      id,
      state,
      collection,
      `${done}${total === null ? '' : ` of ${total}`}`,
      String(failed),
      source.path,
      moment(createdAt),
    ]),
  );
}

function printJob({ id, state, done, total, skipped, failed, itemsPerSecond, error }: Job): void {
  const of = total === null ? '' : ` of ${total}`;
  console.log(
    `job ${id} ${styleText('bold', state)}: ${done}${of} done, ${skipped} skipped, ${failed} failed`,
  );
  if (state === 'running') console.log(`${itemsPerSecond.toFixed(1)} items a second`);
  if (error !== undefined) console.log(styleText('red', error.detail));
  if (failed > 0) console.log(styleText('dim', `see what failed: unseen job failures ${id}`));
}

function printFailures({ failures, nextCursor }: Failures): void {
  if (failures.length === 0) console.log(styleText('green', 'Nothing failed.'));
  for (const { id, code, reason } of failures) console.log(`${styleText('red', code)} ${id}: ${reason}`);
  if (nextCursor !== null) console.log(styleText('dim', `more with --cursor ${nextCursor}`));
}
