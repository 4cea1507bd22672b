import { dataOf, type Http, isFinal, type Job, type JobPreview, type JobSource } from '@unseen/client';
import { SOURCE_TYPES } from '@unseen/domain';
import { type Command, Option } from 'commander';
import { styleText } from 'node:util';
import { followJob } from '../jobs/follow-job.ts';
import { printFailures, tellEnd } from '../jobs/print-job.ts';
import { moment } from '../output/moment.ts';
import { printTable } from '../output/table.ts';
import { maxFailures, print, sharedOf, wholeNumber } from './shared.ts';

interface WatchOptions {
  readonly wait?: boolean;
  readonly maxFailures?: number;
}

interface PreviewOptions {
  readonly type: JobSource['type'];
  readonly annotations?: string;
  readonly limit: number;
}

/** What can be done to a job, and what it is then said to be. */
const ACTS = [
  ['pause', 'stop a job for now; nothing is lost'],
  ['resume', 'go on with a paused job'],
  ['cancel', 'end a job; what it has stored stays'],
] as const;

/** `unseen job list | sources | preview | show | watch | failures | pause | resume | cancel | retry`. */
export function addJobCommands(program: Command): void {
  const job = program
    .command('job')
    .description('bulk jobs: list, watch, pause, resume, cancel and retry them');
  job
    .command('list')
    .description('list the newest jobs')
    .action(async (_options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      print(json, dataOf(await http.GET('/v1/jobs')), ({ jobs }) => printJobs(jobs));
    });
  job
    .command('sources [folder]')
    .description('list what a folder below the import root of the platform holds for jobs to read')
    .action(async (folder: string | undefined, _options: object, command: Command) => {
      const { unseen, json } = sharedOf(command);
      print(json, await unseen.jobSources(folder), ({ folders, files, pictures }) => {
        for (const { name } of folders) console.log(`${name}/`);
        for (const { name } of files) console.log(name);
        if (pictures > 0) console.log(`${pictures} pictures`);
      });
    });
  job
    .command('preview <path>')
    .description(
      'show what a job would read first below the import root, and what the columns of a table become',
    )
    .addOption(new Option('--type <type>', 'what the source is').choices(SOURCE_TYPES).makeOptionMandatory())
    .option('-n, --limit <number>', 'records to show', wholeNumber(1, 50), 5)
    .option('--annotations <file>', 'annotation file of coco, flickr and karpathy sources')
    .action(async (path: string, { limit, ...of }: PreviewOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      print(json, await unseen.previewJob({ path, ...of }, { limit }), printPreview);
    });
  job
    .command('show <id>')
    .description('show how far a job has come')
    .action(async (id: string, _options: object, command: Command) => {
      const { http, json } = sharedOf(command);
      print(json, await jobOf(http, id), printJob);
    });
  job
    .command('watch <id>')
    .description('show how far a job is until it is over, and end as `unseen ingest` does')
    .addOption(maxFailures())
    .action(async (id: string, options: WatchOptions, command: Command) => {
      const { unseen, http, json } = sharedOf(command);
      const ended = await followJob(unseen, await jobOf(http, id), json);
      await tellEnd(http, ended, { json, ...options });
    });
  job
    .command('failures <id>')
    .description('list what could not be loaded, and why')
    .option('-n, --limit <number>', 'failures to list', wholeNumber(1, 1_000), 100)
    .option('--cursor <cursor>', 'next page of an earlier list', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .action(async (id: string, options: { limit: number; cursor?: number }, command: Command) => {
      const { http, json } = sharedOf(command);
      const { limit, cursor } = options;
      const params = { path: { id }, query: { limit, cursor } };
      const page = dataOf(await http.GET('/v1/jobs/{id}/failures', { params }));
      print(json, page, ({ failures, nextCursor }) => {
        if (failures.length === 0) console.log(styleText('green', 'Nothing failed.'));
        printFailures(failures);
        if (nextCursor !== null) console.log(styleText('dim', `more with --cursor ${nextCursor}`));
      });
    });
  for (const [act, description] of ACTS) {
    job
      .command(`${act} <id>`)
      .description(description)
      .action(async (id: string, _options: object, command: Command) => {
        const { http, json } = sharedOf(command);
        const params = { path: { id } };
        print(json, dataOf(await http.POST(`/v1/jobs/{id}/${act}`, { params })), printJob);
      });
  }
  job
    .command('retry <id>')
    .description('try again what failed, and wait for it')
    .option('--no-wait', 'return at once')
    .addOption(maxFailures())
    .action(async (id: string, { wait, maxFailures: most }: WatchOptions, command: Command) => {
      const { unseen, http, json } = sharedOf(command);
      const begun = dataOf(await http.POST('/v1/jobs/{id}/retry', { params: { path: { id } } }));
      if (wait === false) return print(json, begun, printJob);
      await tellEnd(http, await followJob(unseen, begun, json), { json, maxFailures: most });
    });
}

async function jobOf(http: Http, id: string): Promise<Job> {
  return dataOf(await http.GET('/v1/jobs/{id}', { params: { path: { id } } }));
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
  if (!isFinal({ state })) console.log(styleText('dim', `watch it: unseen job watch ${id}`));
}

function printPreview({ fields, records, notes }: JobPreview): void {
  if (fields.length > 0)
    printTable(
      [{ title: 'column', cut: true }, { title: 'becomes' }],
      fields.map(({ name, becomes }) => [name, becomes]),
    );
  for (const { where, id, image, captions = [], metadata = {}, reason } of records) {
    console.log(
      styleText('bold', [where ?? '', id ?? '(an id made from the content)'].filter(Boolean).join('  ')),
    );
    if (reason !== undefined) console.log(styleText('red', reason));
    if (image !== undefined) console.log(`picture  ${image}`);
    for (const caption of captions) console.log(`caption  ${caption}`);
    for (const [field, value] of Object.entries(metadata)) console.log(`${field}  ${JSON.stringify(value)}`);
  }
  for (const note of notes) console.log(styleText('dim', note));
}
