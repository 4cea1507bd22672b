import { dataOf, type Unseen, UnseenError } from '@unseen/client';
import { SOURCE_TYPES } from '@unseen/domain';
import { type Command, Option } from 'commander';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { guessType, type LoadType } from '../ingest/guess-type.ts';
import { readFolder, readPicture } from '../ingest/local-items.ts';
import { sendItems } from '../ingest/send-items.ts';
import { followJob } from '../jobs/follow-job.ts';
import { tellEnd } from '../jobs/print-job.ts';
import { maxFailures, print, sharedOf } from './shared.ts';

interface IngestOptions {
  readonly type?: Exclude<LoadType, 'picture'>;
  readonly annotations?: string;
  readonly split?: string;
  readonly collection?: string;
  readonly duplicates?: 'skip' | 'replace';
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
        return sendItems(unseen, { ...picture, collection, passOver: false }, telling);
      }
      try {
        await runJob(unseen, { ...options, path: absolute, type }, telling);
      } catch (error) {
        if (!isOutsideRoot(error)) throw error;
        // A folder the platform may not read can still be sent, picture by picture.
        const here = await stat(absolute).catch(() => undefined);
        if (type !== 'folder' || !here?.isDirectory()) throw whereToLook(error, absolute, here !== undefined);
        if (!json)
          console.log(
            styleText('dim', 'The folder is outside the import root of the platform: sending the pictures.'),
          );
        await sendItems(unseen, { ...(await readFolder(absolute)), collection, passOver: false }, telling);
      }
    });
}

async function runJob(
  unseen: Unseen,
  options: IngestOptions & { readonly path: string; readonly type: (typeof SOURCE_TYPES)[number] },
  telling: { readonly json: boolean; readonly maxFailures?: number },
): Promise<void> {
  const { type, path, annotations, split, collection, duplicates } = options;
  const source = { type, path, annotations: annotations && resolve(annotations), split };
  const created = dataOf(await unseen.http.POST('/v1/jobs', { body: { collection, duplicates, source } }));
  if (options.wait) return tellEnd(unseen.http, await followJob(unseen, created, telling.json), telling);
  print(telling.json, created, ({ id, state }) =>
    console.log(`job ${id} ${state}; look at it with: unseen job watch ${id}`),
  );
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
