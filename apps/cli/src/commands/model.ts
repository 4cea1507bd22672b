import type { Command } from 'commander';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { addModelSwitchCommands } from './model-switch.ts';
import { sharedOf } from './shared.ts';

/** `unseen model add`: makes a pack out of a public CLIP or SigLIP export; `switch`, `status` and `cancel`: which pack is used. */
export function addModelCommand(program: Command): void {
  const model = program
    .command('model')
    .description('model packs: make one, switch to it, see which is in use');
  model
    .command('add <export>')
    .description('make a model pack out of a folder with the ONNX export of a CLIP or SigLIP model')
    .requiredOption('-o, --out <folder>', 'folder of the new pack')
    .option('--name <name>', 'name of the pack')
    .action(async (source: string, options: { out: string; name?: string }, command: Command) => {
      const { json } = sharedOf(command);
      // Only this command needs onnxruntime; the others start faster without it.
      const { addPack } = await import('@unseen/encoder');
      const pack = await addPack({
        source: resolve(source),
        target: resolve(options.out),
        name: options.name,
      });
      if (json) console.log(JSON.stringify({ pack: pack.id, folder: pack.dir }));
      else {
        console.log(`${styleText('green', 'made')} ${pack.id} in ${pack.dir}`);
        console.log(styleText('dim', `A new platform: UNSEEN_MODEL_PACK=${pack.dir} npm start`));
        console.log(
          styleText(
            'dim',
            `One that holds items, once the folder lies beside its pack: unseen model switch ${pack.id}`,
          ),
        );
      }
    });
  addModelSwitchCommands(model);
}
