import { loadModelsConfig } from '@unseen/config';
import type { Command } from 'commander';
import { join, resolve } from 'node:path';
import { printMade } from '../models/print-made.ts';
import { askYes } from '../output/ask-yes.ts';
import { wantsJson } from './shared.ts';

interface GetOptions {
  readonly out?: string;
  readonly name?: string;
  readonly version: string;
  readonly license?: string;
  readonly variant?: string;
  readonly revision: string;
  readonly acceptLicense?: boolean;
}

/** What `--variant` means. */
export const VARIANT =
  'graphs of this precision, where the model has such: fp32, fp16, int8, uint8, quantized';

/** `unseen model get`: lists public models, or fetches one and makes a pack of it. */
export function addModelGetCommand(model: Command): void {
  model
    .command('get [name]')
    .description(
      'fetch a public CLIP, SigLIP or MobileCLIP and make a model pack of it; without a name, list those that are known',
    )
    .option('-o, --out <folder>', 'folder of the new pack; beside the packs of this machine when absent')
    .option('--name <name>', 'name of the pack; that of the model when absent')
    .option('--version <version>', 'version of the pack', '1.0.0')
    .option('--license <license>', 'what the manifest says of the license; that of the model when absent')
    .option('--variant <name>', VARIANT)
    .option(
      '--revision <revision>',
      'branch, tag or commit of the model; the manifest names the commit',
      'main',
    )
    .option('--accept-license', 'accept the license of the model without being asked')
    .action(async (name: string | undefined, options: GetOptions, command: Command) => {
      const json = wantsJson(command);
      // Only these need onnxruntime; other commands start faster without it.
      if (name === undefined) {
        const { printKnownModels } = await import('../models/print-known-models.ts');
        printKnownModels(json);
        return;
      }
      await get(name, options, json);
    });
}

async function get(name: string, options: GetOptions, json: boolean): Promise<void> {
  const { knownModel, KNOWN_MODELS } = await import('@unseen/encoder');
  const known = knownModel(name);
  if (known === undefined && !/^[\w.-]+\/[\w.-]+$/.test(name)) {
    const names = KNOWN_MODELS.map((model) => model.name).join(', ');
    throw new Error(`There is no known model "${name}"; there are ${names}, or any owner/name of the hub.`);
  }
  const { describe } = await import('../models/print-known-models.ts');
  const what = known ? describe(known) : `${name}: its license is said on the page of the model`;
  if (!json) console.error(what);
  if (!options.acceptLicense) {
    const accepted = await askYes('Do you accept the license?');
    if (!accepted) throw new Error(`Nothing was fetched. Read the license, then add --accept-license.`);
  }
  const { packs, mirror } = loadModelsConfig();
  const repository = known?.repository ?? name;
  const short = known?.name ?? name.split('/')[1]!.toLowerCase();
  const { getModel } = await import('../models/get-model.ts');
  const pack = await getModel({
    repository,
    revision: options.revision,
    variant: options.variant,
    target: options.out === undefined ? join(packs, options.name ?? short) : resolve(options.out),
    name: options.name ?? short,
    version: options.version,
    license: options.license ?? known?.license.name ?? '',
    mirror,
    bar: !json,
  });
  printMade(json, pack);
}
