import { SOURCE_TYPES } from '@unseen/domain';
import { type Command, Option } from 'commander';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { type Api, RequestError } from '../http/api.ts';
import { guessType } from '../ingest/guess-type.ts';
import { uploadFolder } from '../ingest/upload-folder.ts';
import { Progress, type ProgressState } from '../output/progress.ts';
import { sharedOf } from './shared.ts';

interface IngestOptions {
  readonly type?: string;
  readonly annotations?: string;
  readonly split?: string;
  readonly collection?: string;
  readonly duplicates?: string;
  readonly wait: boolean;
}

interface Job extends ProgressState {
  readonly id: string;
  readonly state: string;
  readonly error?: { detail: string };
}

const FINAL_STATES = new Set(['completed', 'cancelled', 'failed']);
const POLL_MS = 500;

/** `unseen ingest`: loads a folder, a manifest, a data set or an archive. */
export function addIngestCommand(program: Command): void {
  program
    .command('ingest <path>')
    .description(
      'load a folder, a CSV or JSONL manifest, a Shopify product table, a COCO, Flickr or Karpathy data set, or an archive',
    )
    .addOption(
      new Option('-t, --type <type>', 'what is loaded (guessed from the path)').choices(SOURCE_TYPES),
    )
    .option('-a, --annotations <file>', 'annotation file of a data set')
    .option('--split <name>', 'split of the data set to load')
    .option('-c, --collection <name>', 'collection to load into')
    .addOption(
      new Option('--duplicates <policy>', 'what to do with what is there already').choices([
        'skip',
        'replace',
      ]),
    )
    .option('--no-wait', 'print the job and return at once')
    .action(async (path: string, options: IngestOptions, command: Command) => {
      const { api, json } = sharedOf(command);
      const absolute = resolve(path);
      const type = options.type ?? (await guessType(absolute));
      try {
        await runJob(api, absolute, type, options, json);
      } catch (error) {
        if (!isOutsideRoot(error)) throw error;
        // A folder the platform may not read can still be sent, picture by picture.
        const here = await stat(absolute).catch(() => undefined);
        if (type !== 'folder' || !here?.isDirectory()) throw whereToLook(error, absolute, here !== undefined);
        if (!json)
          console.log(
            styleText('dim', 'The folder is outside the import root of the platform: sending the pictures.'),
          );
        await uploadFolder(api, absolute, options.collection, json);
      }
    });
}

async function runJob(
  api: Api,
  path: string,
  type: string,
  options: IngestOptions,
  json: boolean,
): Promise<void> {
  const source = {
    type,
    path,
    annotations: options.annotations === undefined ? undefined : resolve(options.annotations),
    split: options.split,
  };
  const { collection, duplicates } = options;
  const created = await api.send<Job>('POST', '/v1/jobs', { json: { collection, duplicates, source } });
  const finished = options.wait ? await follow(api, created, json) : created;
  if (json) console.log(JSON.stringify(finished));
  else await summarize(api, finished);
  if (finished.state === 'failed') process.exitCode = 1;
}

/** Shows progress until the job ends. */
async function follow(api: Api, created: Job, json: boolean): Promise<Job> {
  const progress = new Progress(!json);
  let job = created;
  while (!FINAL_STATES.has(job.state)) {
    await sleep(POLL_MS);
    job = await api.send<Job>('GET', `/v1/jobs/${created.id}`);
    progress.show(job);
  }
  progress.stop();
  return job;
}

async function summarize(api: Api, job: Job): Promise<void> {
  const { done, failed, skipped } = job;
  console.log(`job ${job.id} ${job.state}: ${done} done, ${skipped} skipped, ${failed} failed`);
  if (job.error !== undefined) console.log(styleText('red', job.error.detail));
  if (failed === 0) return;
  const { failures } = await api.send<{ failures: { id: string; code: string; reason: string }[] }>(
    'GET',
    `/v1/jobs/${job.id}/failures?limit=10`,
  );
  for (const failure of failures)
    console.log(`  ${styleText('red', failure.code)} ${failure.id}: ${failure.reason}`);
  if (failed > failures.length) console.log(styleText('dim', `  and ${failed - failures.length} more`));
}

/** The same error, with what can be done about a path that the platform does not read. */
function whereToLook({ code, status }: RequestError, path: string, isHere: boolean): RequestError {
  if (!isHere) return new RequestError(code, status, `There is nothing to read at "${path}".`);
  return new RequestError(
    code,
    status,
    `The platform does not read "${path}".`,
    'Move it into the import root of the platform, or start the platform with UNSEEN_IMPORT_ROOT set to a folder above it.',
  );
}

function isOutsideRoot(error: unknown): error is RequestError {
  return (
    error instanceof RequestError &&
    (error.code === 'source_outside_root' || error.code === 'source_not_found')
  );
}
