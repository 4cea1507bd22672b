import { dataOf, type Unseen, UnseenError } from '@unseen/client';
import { type DuplicatePolicy, type JobSource, SOURCE_TYPES, type SourceType } from '@unseen/domain';
import { type Command, Option } from 'commander';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { guessType, type LoadType } from '../ingest/guess-type.ts';
import { readPicture, withSource } from '../ingest/local-items.ts';
import { sendItems } from '../ingest/send-items.ts';
import { followJob } from '../jobs/follow-job.ts';
import { tellEnd } from '../jobs/print-job.ts';
import { maxFailures, print, sharedOf } from './shared.ts';

interface IngestOptions {
  readonly type?: Exclude<LoadType, 'picture'>;
  readonly annotations?: string;
  readonly split?: string;
  readonly collection?: string;
  readonly duplicates?: DuplicatePolicy;
  readonly wait: boolean;
  readonly maxFailures?: number;
}

/** `unseen ingest`: loads a folder, a manifest, a data set, an archive or a picture. */
export function addIngestCommand(program: Command): void {
  program
    .command('ingest <path>')
    .description(
      'load a folder, a picture, a CSV or JSONL manifest, a Shopify product table, a COCO, Flickr or Karpathy data set, or an archive',
    )
    .addOption(
      new Option('-t, --type <type>', 'what is loaded (guessed from the path)').choices(SOURCE_TYPES),
    )
    .option('-a, --annotations <file>', 'annotation file of a data set')
    .option('--split <name>', 'split of the data set to load')
    .option('-c, --collection <name>', 'collection to load into')
    .addOption(
      new Option('--duplicates <policy>', 'what to do with items that exist already').choices([
        'update',
        'skip',
        'replace',
      ]),
    )
    .option('--no-wait', 'print the job and return at once')
    .addOption(maxFailures())
    .action(async (path: string, options: IngestOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const { collection } = options;
      const telling = { json, maxFailures: options.maxFailures };
      const absolute = resolve(path);
      const type = options.type ?? (await guessType(absolute));
      if (type === 'picture') {
        const picture = await readPicture(absolute);
        return sendItems(unseen, { ...picture, collection, duplicates: options.duplicates }, telling);
      }
      try {
        await runJob(unseen, options, sourceOf(absolute, type, options), telling);
      } catch (error) {
        if (!isOutsideRoot(error)) throw error;
        // What the platform may not read can still be sent, item by item; vectors are only taken from an export it reads itself.
        const isHere = (await stat(absolute).catch(() => undefined)) !== undefined;
        if (!isHere || type === 'export') throw whereToLook(error, absolute, isHere);
        if (!json)
          console.log(
            styleText('dim', `${path} is outside the import root of the platform: sending what is in it.`),
          );
        await withSource(sourceOf(absolute, type, options), (items) =>
          sendItems(unseen, { ...items, collection, duplicates: options.duplicates }, telling),
        );
      }
    });
}

async function runJob(
  unseen: Unseen,
  { collection, duplicates, wait }: IngestOptions,
  source: JobSource & { readonly type: SourceType },
  telling: { readonly json: boolean; readonly maxFailures?: number },
): Promise<void> {
  const created = dataOf(await unseen.http.POST('/v1/jobs', { body: { collection, duplicates, source } }));
  if (wait) return tellEnd(unseen.http, await followJob(unseen, created, telling.json), telling);
  print(telling.json, created, ({ id, state }) =>
    console.log(`job ${id} ${state}; look at it with: unseen job watch ${id}`),
  );
}

/** What a job is told to read. */
function sourceOf(path: string, type: SourceType, { annotations, split }: IngestOptions) {
  return { type, path, annotations: annotations && resolve(annotations), split };
}

/** The same error, with what can be done about a path that the platform does not read. */
function whereToLook({ code, status }: UnseenError, path: string, isHere: boolean): UnseenError {
  const detail = isHere
    ? `The platform does not read "${path}". Move it into the import root of the platform, or start the platform with UNSEEN_IMPORT_ROOT set to a folder above it.`
    : `There is nothing to read at "${path}".`;
  return new UnseenError({ code, status, detail });
}

function isOutsideRoot(error: unknown): error is UnseenError {
  return error instanceof UnseenError && ['source_outside_root', 'source_not_found'].includes(error.code);
}
