import { loadModelsConfig } from '@unseen/config';
import { dataOf } from '@unseen/client';
import type { Command } from 'commander';
import { basename, resolve } from 'node:path';
import { printMade } from '../models/print-made.ts';
import { EXIT } from '../output/exit-code.ts';
import { sharedOf, wholeNumber } from './shared.ts';

interface TrainOptions {
  readonly collection: string;
  readonly out: string;
  readonly name?: string;
  readonly version: string;
  readonly pack?: string;
  readonly epochs?: number;
}

/** `unseen model train`: heads for the captions of a collection, as a pack. */
export function addModelTrainCommand(model: Command): void {
  model
    .command('train')
    .description(
      'train the pack in use on the captions of a collection, measure it on pictures it has not seen, and make a pack of it if it finds more',
    )
    .requiredOption('-c, --collection <name>', 'collection whose pictures and captions it learns from')
    .requiredOption('-o, --out <folder>', 'folder of the new pack')
    .option('--name <name>', 'name of the pack; that of its folder when absent')
    .option('--version <version>', 'version of the pack', '1.0.0')
    .option('--pack <folder>', 'folder of the pack to begin from; the one in use when absent')
    .option(
      '--epochs <number>',
      'passes over the pictures; as many as suit their number when absent',
      wholeNumber(1, 1_000),
    )
    .action(async (options: TrainOptions, command: Command) => {
      const { unseen, http, json } = sharedOf(command);
      const { packs, python, training } = loadModelsConfig();
      const { pack: inUse } = dataOf(await http.GET('/v1/model'));
      const base = options.pack === undefined ? await folderOf(inUse, packs) : resolve(options.pack);
      const params = { path: { name: options.collection } };
      const { items } = dataOf(await http.GET('/v1/collections/{name}', { params }));
      const out = resolve(options.out);
      const name = options.name ?? basename(out).toLowerCase();
      const { trainModel } = await import('../models/train-model.ts');
      const result = await trainModel({
        lines: await unseen.exportCollection(options.collection, { images: true }),
        items,
        base,
        out,
        name,
        version: options.version,
        epochs: options.epochs,
        python,
        training,
        bar: !json,
      });
      const id = `${name}@${options.version}`;
      if (!result.kept) process.exitCode = EXIT.noBetter;
      if (json) {
        console.log(JSON.stringify({ pack: id, folder: out, ...result }));
        return;
      }
      const { printTraining } = await import('../models/print-training.ts');
      printTraining(options.pack === undefined ? inUse : basename(base), id, result);
      if (result.kept) printMade(false, { id, dir: out });
      else console.error('It finds no more than the pack it began from: no pack was made.');
    });
}

/** The folder of a pack among those of this machine. @throws Error when it is not there */
async function folderOf(pack: string, packs: string): Promise<string> {
  const { findPacks } = await import('@unseen/encoder');
  const folder = (await findPacks(packs)).get(pack);
  if (folder === undefined) {
    throw new Error(
      `The pack in use, ${pack}, is not in ${packs}: name its folder with --pack, or set UNSEEN_MODEL_PACKS.`,
    );
  }
  return folder;
}
