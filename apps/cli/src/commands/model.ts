import type { Command } from 'commander';
import { basename, resolve } from 'node:path';
import { printMade } from '../models/print-made.ts';
import { addModelGetCommand, VARIANT } from './model-get.ts';
import { addModelSwitchCommands } from './model-switch.ts';
import { addModelTrainCommand } from './model-train.ts';
import { wantsJson } from './shared.ts';

interface AddOptions {
  readonly out: string;
  readonly name?: string;
  readonly version: string;
  readonly license?: string;
  readonly variant?: string;
}

/** `unseen model add | get`: make a pack out of a public CLIP or SigLIP model; `switch`, `status` and `cancel`: which pack is used. */
export function addModelCommand(program: Command): void {
  const model = program
    .command('model')
    .description('model packs: fetch, make or train one, switch to it, see which is in use');
  model
    .command('add <export>')
    .description('make a model pack out of a folder with the ONNX export of a CLIP or SigLIP model')
    .requiredOption('-o, --out <folder>', 'folder of the new pack')
    .option('--name <name>', 'name of the pack; that of its folder when absent')
    .option('--version <version>', 'version of the pack: change it whenever the model changes', '1.0.0')
    .option('--license <license>', 'license of the model, for example MIT: it goes into the manifest')
    .option('--variant <name>', VARIANT)
    .action(async (source: string, options: AddOptions, command: Command) => {
      const json = wantsJson(command);
      const target = resolve(options.out);
      // Only this command needs onnxruntime; the others start faster without it.
      const { addPack } = await import('@unseen/encoder');
      const pack = await addPack({
        source: resolve(source),
        target,
        name: options.name ?? basename(target),
        version: options.version,
        license: options.license,
        variant: options.variant,
      });
      printMade(json, pack);
    });
  addModelGetCommand(model);
  addModelTrainCommand(model);
  addModelSwitchCommands(model);
}
