import { loadModelsConfig } from '@unseen/config';
import type { Command } from 'commander';
import { join, resolve } from 'node:path';
import { printMade, printMadeReader } from '../models/print-made.ts';
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
  readonly detector?: string;
  readonly recognizer?: string;
  readonly alphabet?: string;
}

/** What `--variant` means. */
export const VARIANT =
  'graphs of this precision, where the model has such: fp32, fp16, int8, uint8, quantized';

/** `unseen model get`: lists public models and readers, or fetches one and makes a pack of it. */
export function addModelGetCommand(model: Command): void {
  model
    .command('get [name]')
    .description(
      'fetch a public CLIP, SigLIP or MobileCLIP, or a reader of what is written in pictures, and make a pack of it; without a name, list those that are known',
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
    .option('--detector <path>', 'of a reader: its text detector (PP-OCR, ONNX) in the repository')
    .option('--recognizer <path>', 'of a reader: its text recognizer')
    .option(
      '--alphabet <path>',
      'of a reader: the characters that the recognizer knows, one a line; those in its metadata when absent',
    )
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
  const found = await find(name, options);
  if (!json) console.error(found.what);
  if (!options.acceptLicense) {
    const accepted = await askYes('Do you accept the license?');
    if (!accepted) throw new Error(`Nothing was fetched. Read the license, then add --accept-license.`);
  }
  const { packs, mirror } = loadModelsConfig();
  const { getModel, getReader } = await import('../models/get-model.ts');
  const wanted = {
    repository: found.repository,
    revision: options.revision,
    target: options.out === undefined ? join(packs, options.name ?? found.short) : resolve(options.out),
    name: options.name ?? found.short,
    version: options.version,
    license: options.license ?? found.license,
    mirror,
    bar: !json,
  };
  if (found.reader === undefined) printMade(json, await getModel({ ...wanted, variant: options.variant }));
  else printMadeReader(json, wanted.target, await getReader({ ...wanted, ...found.reader }));
}

/** What is to be fetched. */
interface Found {
  /** For people, before it is fetched. */
  readonly what: string;
  readonly repository: string;
  /** Name of its pack where none is given. */
  readonly short: string;
  readonly license: string;
  /** Where the parts of a reader lie in the repository; absent: it is a model. */
  readonly reader?: { readonly detector: string; readonly recognizer: string; readonly alphabet?: string };
}

/** Finds out what a name stands for. @throws Error when there is nothing of that name, or of a reader one part alone is named */
async function find(name: string, { detector, recognizer, alphabet }: GetOptions): Promise<Found> {
  const [{ knownModel, KNOWN_MODELS }, { knownReader, KNOWN_READERS }, { describe, describeReader }] =
    await Promise.all([
      import('@unseen/encoder'),
      import('@unseen/reader'),
      import('../models/print-known-models.ts'),
    ]);
  const reader = knownReader(name);
  if (reader !== undefined) {
    const { repository, license, detector, recognizer } = reader;
    const parts = { detector, recognizer };
    return { what: describeReader(reader), repository, short: name, license: license.name, reader: parts };
  }
  const model = knownModel(name);
  if (model !== undefined) {
    const { repository, license, name: short } = model;
    return { what: describe(model), repository, short, license: license.name };
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(name)) {
    const names = [...KNOWN_MODELS, ...KNOWN_READERS].map((known) => known.name).join(', ');
    throw new Error(`There is no known model "${name}"; there are ${names}, or any owner/name of the hub.`);
  }
  const what = `${name}: its license is said on the page of the model`;
  const found = { what, repository: name, short: name.split('/')[1]!.toLowerCase(), license: '' };
  if (detector === undefined && recognizer === undefined) return found;
  if (detector === undefined || recognizer === undefined)
    throw new Error('A reader has two parts: name both, with --detector and --recognizer.');
  return { ...found, reader: { detector, recognizer, alphabet } };
}
